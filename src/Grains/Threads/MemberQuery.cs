using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>What is asked about one user, of every shard in one snapshot of it.</summary>
internal sealed record MemberQuery
{
    public required UserId Caller { get; init; }

    /// <summary>Whether the caller, the epoch and the active threads are asked for.</summary>
    public bool Me { get; init; }

    /// <summary>Where the page of threads begins; null for none.</summary>
    public PageCursor? Page { get; init; }

    /// <summary>Threads a page.</summary>
    public int Limit { get; init; }

    /// <summary>Whether the page is of archived threads, or of the others; null for all.</summary>
    public bool? Archived { get; init; }

    /// <summary>The threads whose events are asked for; null for none.</summary>
    public SyncQuery? CatchUp { get; init; }
}
