using System.Text.Json.Serialization;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>An account, as shown to anybody.</summary>
[GenerateSerializer, Immutable, Alias("chat.Profile")]
public sealed record Profile
{
    /// <summary>The user.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>The handle, as written at registration.</summary>
    [Id(1)] public required string Handle { get; init; }

    /// <summary>The name to show.</summary>
    [Id(2)] public required string DisplayName { get; init; }

    /// <summary>What the owner may do, for the owner's own token; only a refresh says it, and nobody is shown it.</summary>
    [Id(3), JsonIgnore] public UserRole Role { get; init; }
}
