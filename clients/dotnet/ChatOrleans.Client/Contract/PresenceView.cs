namespace ChatOrleans.Client.Contract;

/// <summary>Somebody's presence.</summary>
public sealed record PresenceView
{
    /// <summary>Who it is.</summary>
    public required string UserId { get; init; }

    /// <summary>Whether they are there now.</summary>
    public required bool Online { get; init; }

    /// <summary>When they were last there, if they share it.</summary>
    public DateTimeOffset? LastSeenAt { get; init; }
}
