namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>Whether somebody is online. An absolute value.</summary>
[GenerateSerializer, Immutable, Alias("chat.PresenceView")]
public sealed record PresenceView
{
    /// <summary>The user.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>Whether a connection holds a lease.</summary>
    [Id(1)] public required bool Online { get; init; }

    /// <summary>When the last connection went away; absent when never seen or not shared.</summary>
    [Id(2)] public DateTimeOffset? LastSeenAt { get; init; }
}
