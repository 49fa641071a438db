using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>An account to create. The gateway has checked its form.</summary>
[GenerateSerializer, Immutable, Alias("chat.Registration")]
public sealed record Registration
{
    /// <summary>The new user's random id; a repeated call carries the same.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>3 to 32 of <c>A–Z a–z 0–9 .</c>, stored as written, unique without case.</summary>
    [Id(1)] public required string Handle { get; init; }

    /// <summary>The name to show.</summary>
    [Id(2)] public required string DisplayName { get; init; }

    /// <summary>The mail address, if one was given.</summary>
    [Id(3)] public string? Email { get; init; }

    /// <summary>The salted hash of the password, with its parameters.</summary>
    [Id(4)] public required string PasswordHash { get; init; }
}
