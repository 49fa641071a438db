namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>What a user has chosen.</summary>
[GenerateSerializer, Immutable, Alias("chat.UserSettings")]
public sealed record UserSettings
{
    /// <summary>Whether others learn of this user's presence and last seen.</summary>
    [Id(0)] public bool SharePresence { get; init; } = true;
}
