using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Push;

/// <summary>The right to tell a target of a thread, for a while, and what home knows of the two.</summary>
internal sealed record PushClaim
{
    /// <summary>What the right is known by.</summary>
    public required Guid Claim { get; init; }

    /// <summary>The subscription, or a host's endpoint.</summary>
    public required Guid TargetId { get; init; }

    /// <summary>Whom it is for.</summary>
    public required UserId UserId { get; init; }

    /// <summary>The thread.</summary>
    public required ThreadId ThreadId { get; init; }

    /// <summary>How far the log was seen to go when the right was given.</summary>
    public required long WantedSeq { get; init; }

    /// <summary>How far it was looked at before.</summary>
    public required long ToldSeq { get; init; }

    /// <summary>The message that a notification stands for; 0 for none.</summary>
    public long ShownSeq { get; init; }

    /// <summary>How often it has failed.</summary>
    public int Attempts { get; init; }

    /// <summary>Whether the user has a connection.</summary>
    public bool IsOnline { get; init; }

    /// <summary>Where to send it; null where the target is no subscription, or one of a session that has ended.</summary>
    public DeviceSubscription? Device { get; init; }
}
