namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>What one user may see of another's presence.</summary>
[GenerateSerializer, Immutable, Alias("chat.Sight")]
public sealed record Sight
{
    /// <summary>Who sees it.</summary>
    [Id(0)] public required UserId Viewer { get; init; }

    /// <summary>What they see.</summary>
    [Id(1)] public required PresenceView Presence { get; init; }
}
