using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.People;

/// <summary>Somebody whom the caller has blocked.</summary>
[GenerateSerializer, Immutable, Alias("chat.BlockedUser")]
public sealed record BlockedUser
{
    /// <summary>The user.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>The handle, as written at registration; the user id where the account is erased.</summary>
    [Id(1)] public required string Handle { get; init; }

    /// <summary>The name to show.</summary>
    [Id(2)] public required string DisplayName { get; init; }

    /// <summary>When the block began.</summary>
    [Id(3)] public required DateTimeOffset BlockedAt { get; init; }
}
