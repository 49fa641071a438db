using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>What a login is checked against.</summary>
[GenerateSerializer, Immutable, Alias("chat.Credentials")]
public sealed record Credentials
{
    /// <summary>The user.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>The handle, as written at registration.</summary>
    [Id(1)] public required string Handle { get; init; }

    /// <summary>The salted hash of the password, with its parameters.</summary>
    [Id(2)] public required string PasswordHash { get; init; }

    /// <summary>Whether the owner has left; logging in with the wish to come back ends that.</summary>
    [Id(3)] public bool IsDeactivated { get; init; }

    /// <summary>What the owner may do.</summary>
    [Id(4)] public UserRole Role { get; init; }

    /// <summary>Whether an admin has shut the owner out.</summary>
    [Id(5)] public bool IsSuspended { get; init; }
}
