using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A page of a user's threads, newest activity first.</summary>
[GenerateSerializer, Immutable, Alias("chat.ThreadPage")]
public sealed record ThreadPage
{
    /// <summary>Threads a page when none is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>Threads a page, at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>The threads.</summary>
    [Id(0)] public required ImmutableArray<ThreadView> Threads { get; init; }

    /// <summary>The next page, if there is one.</summary>
    [Id(1)] public string? NextCursor { get; init; }
}
