using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Search;

/// <summary>What is looked for in a user's messages.</summary>
[GenerateSerializer, Immutable, Alias("chat.SearchQuery")]
public sealed record SearchQuery
{
    /// <summary>Hits a page when none is asked for.</summary>
    public const int DefaultLimit = 20;

    /// <summary>Hits a page, at most.</summary>
    public const int MaxLimit = 50;

    /// <summary>Characters of the longest query.</summary>
    public const int MaxLength = 256;

    /// <summary>Words that all have to be there; <c>"a phrase"</c>, <c>or</c>, and <c>-</c> before what must not be.</summary>
    [Id(0)] public required string Text { get; init; }

    /// <summary>The one thread to search; absent for all.</summary>
    [Id(1)] public ThreadId? ThreadId { get; init; }

    /// <summary>Hits a page.</summary>
    [Id(2)] public required int Limit { get; init; }

    /// <summary>Where the page before ended.</summary>
    [Id(3)] public string? Cursor { get; init; }
}
