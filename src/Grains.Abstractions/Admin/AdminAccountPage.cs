using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>A page of accounts, in the order of their handles.</summary>
[GenerateSerializer, Immutable, Alias("chat.AdminAccountPage")]
public sealed record AdminAccountPage
{
    /// <summary>The accounts.</summary>
    [Id(0)] public required ImmutableArray<AdminAccount> Users { get; init; }

    /// <summary>Where the next page begins; absent on the last one.</summary>
    [Id(1)] public string? NextCursor { get; init; }
}
