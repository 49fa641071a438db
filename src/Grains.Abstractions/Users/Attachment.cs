using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Grains.Abstractions.Users;

/// <summary>What a gateway learns when it attaches a user: the new route and the threads that need to know it.</summary>
[GenerateSerializer, Immutable, Alias("chat.Attachment")]
public sealed record Attachment
{
    /// <summary>The route, with this gateway in it.</summary>
    [Id(0)] public required Route Route { get; init; }

    /// <summary>The user's claims, pending ones included.</summary>
    [Id(1)] public required ImmutableArray<Claim> Claims { get; init; }

    /// <summary>
    /// Whether the lease began with this call. A gateway that meant to renew has been without it for a while, and pushes
    /// may have been lost.
    /// </summary>
    [Id(2)] public bool Taken { get; init; }
}
