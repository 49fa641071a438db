namespace ChatOrleans.Client.Contract;

/// <summary>The other member of a thread.</summary>
public sealed record Peer
{
    /// <summary>Who it is.</summary>
    public required string UserId { get; init; }

    /// <summary>As written; the user id once erased.</summary>
    public required string Handle { get; init; }

    /// <summary>What to show.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Whether they are there now; false for who does not share it.</summary>
    public required bool Online { get; init; }

    /// <summary>When they were last there, if they share it.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }

    /// <summary>One of <see cref="PeerStates"/>; absent as a rule.</summary>
    public string? State { get; init; }
}
