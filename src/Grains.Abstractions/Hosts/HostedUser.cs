using ChatOrleans.Grains.Abstractions.Accounts;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>The account of a host application's user.</summary>
[GenerateSerializer, Immutable, Alias("chat.HostedUser")]
public sealed record HostedUser
{
    /// <summary>The account.</summary>
    [Id(0)] public required Profile Profile { get; init; }

    /// <summary>Whether this call made it.</summary>
    [Id(1)] public bool Created { get; init; }

    /// <summary>Whether it is deactivated, suspended or erased: nobody is let in as it.</summary>
    [Id(2)] public bool Gone { get; init; }

    /// <summary>What the owner may do.</summary>
    [Id(3)] public UserRole Role { get; init; }

    /// <summary>Whether an admin has shut the owner out.</summary>
    [Id(4)] public bool Suspended { get; init; }
}
