using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.People;

/// <summary>A page of the people whom somebody has blocked.</summary>
[GenerateSerializer, Immutable, Alias("chat.BlockPage")]
public sealed record BlockPage
{
    /// <summary>How many a page has when nobody says.</summary>
    public const int DefaultLimit = 50;

    /// <summary>The most that a page may have.</summary>
    public const int MaxLimit = 200;

    /// <summary>The people, the last one blocked first.</summary>
    [Id(0)] public required ImmutableArray<BlockedUser> Users { get; init; }

    /// <summary>Where the next page begins; absent on the last one.</summary>
    [Id(1)] public string? NextCursor { get; init; }
}
