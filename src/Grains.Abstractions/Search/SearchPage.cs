using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Search;

/// <summary>A page of messages that match, best first, of the equally good the newest.</summary>
[GenerateSerializer, Immutable, Alias("chat.SearchPage")]
public sealed record SearchPage
{
    /// <summary>The hits.</summary>
    [Id(0)] public required ImmutableArray<SearchHit> Hits { get; init; }

    /// <summary>The next page, if there is one.</summary>
    [Id(1)] public string? NextCursor { get; init; }
}
