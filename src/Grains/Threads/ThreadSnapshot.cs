using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>A thread as PostgreSQL has it.</summary>
internal sealed record ThreadSnapshot
{
    public required UserId Low { get; init; }

    public required UserId High { get; init; }

    /// <summary>The attempt that opened the active phase; null while the thread is inactive.</summary>
    public required Guid? Phase { get; init; }

    public required long LastSeq { get; init; }

    /// <summary>When the last event happened; the start of time when there is none.</summary>
    public required DateTimeOffset LastAt { get; init; }

    public required MemberMarks LowMarks { get; init; }

    public required MemberMarks HighMarks { get; init; }

    public Bars Bars { get; init; }
}
