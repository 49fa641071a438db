using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>One user, with what holds them and where they are.</summary>
[GenerateSerializer, Immutable, Alias("chat.AdminUser")]
public sealed record AdminUser
{
    /// <summary>The account.</summary>
    [Id(0)] public required AdminAccount Account { get; init; }

    /// <summary>The living sessions (devices), the last used first.</summary>
    [Id(1)] public required ImmutableArray<AdminSession> Sessions { get; init; }

    /// <summary>The threads that hold the user, pending openings included.</summary>
    [Id(2)] public required ImmutableArray<AdminClaim> Claims { get; init; }

    /// <summary>The gateways that hold connections of the user, each by the id of its process: 32 hexadecimal digits.</summary>
    [Id(3)] public required ImmutableArray<string> Gateways { get; init; }
}
