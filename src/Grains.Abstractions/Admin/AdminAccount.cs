using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>An account, as an admin sees it.</summary>
[GenerateSerializer, Immutable, Alias("chat.AdminAccount")]
public sealed record AdminAccount
{
    /// <summary>The user.</summary>
    [Id(0)] public required UserId UserId { get; init; }

    /// <summary>The handle, as written at registration.</summary>
    [Id(1)] public required string Handle { get; init; }

    /// <summary>The name to show.</summary>
    [Id(2)] public required string DisplayName { get; init; }

    /// <summary>The mail address, which nobody has checked; absent in lists.</summary>
    [Id(3)] public string? Email { get; init; }

    /// <summary>What its owner may do.</summary>
    [Id(4)] public required UserRole Role { get; init; }

    /// <summary>Whether it is in use.</summary>
    [Id(5)] public required AccountState State { get; init; }

    /// <summary>When it was registered.</summary>
    [Id(6)] public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its owner left.</summary>
    [Id(7)] public DateTimeOffset? DeactivatedAt { get; init; }

    /// <summary>When it was suspended.</summary>
    [Id(8)] public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>When it was erased.</summary>
    [Id(9)] public DateTimeOffset? ErasedAt { get; init; }
}
