using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>The other member of a thread, as seen by one.</summary>
[GenerateSerializer, Immutable, Alias("chat.Peer")]
public sealed record Peer
{
    /// <summary>The user.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>The handle, as written at registration.</summary>
    [Id(1)] public required string Handle { get; init; }

    /// <summary>The name to show.</summary>
    [Id(2)] public required string DisplayName { get; init; }

    /// <summary>Whether a connection holds a lease now.</summary>
    [Id(3)] public required bool Online { get; init; }

    /// <summary>When the last connection went away; absent when never seen or not shared.</summary>
    [Id(4)] public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>Whether they are still there; absent when they are.</summary>
    [Id(5)] public PeerState? State { get; init; }
}
