using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Search;

/// <summary>A message that matches.</summary>
[GenerateSerializer, Immutable, Alias("chat.SearchHit")]
public sealed record SearchHit
{
    /// <summary>The message as it is now, without its reactions.</summary>
    [Id(0)] public required Message Message { get; init; }

    /// <summary>The part of its text that shows the match. Plain text, never markup.</summary>
    [Id(1)] public required string Snippet { get; init; }

    /// <summary>Where in the snippet the words are that were looked for, ascending; they don't overlap.</summary>
    [Id(2)] public required ImmutableArray<Highlight> Highlights { get; init; }
}
