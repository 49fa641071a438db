using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>Which entries of the audit are asked for: those that fit all that is said.</summary>
[GenerateSerializer, Immutable, Alias("chat.AuditQuery")]
public sealed record AuditQuery
{
    /// <summary>Entries a page when no number is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Entries a page, at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>Who did it.</summary>
    [Id(0)] public UserId? ActorId { get; init; }

    /// <summary>To whom it was done.</summary>
    [Id(1)] public UserId? UserId { get; init; }

    /// <summary>In which thread.</summary>
    [Id(2)] public ThreadId? ThreadId { get; init; }

    /// <summary>1 to <see cref="MaxLimit"/>.</summary>
    [Id(3)] public int Limit { get; init; } = DefaultLimit;

    /// <summary>Where the page before ended.</summary>
    [Id(4)] public string? Cursor { get; init; }
}
