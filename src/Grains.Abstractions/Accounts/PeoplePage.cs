using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>What a people search found. There are no further pages: whoever is not on it is found by more letters.</summary>
[GenerateSerializer, Immutable, Alias("chat.PeoplePage")]
public sealed record PeoplePage
{
    /// <summary>The accounts: the exact handle, then by handle, then by name.</summary>
    [Id(0)] public required ImmutableArray<Profile> Users { get; init; }
}
