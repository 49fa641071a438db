using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>The oldest dead letters.</summary>
[GenerateSerializer, Immutable, Alias("chat.DeadLetters")]
public sealed record DeadLetters
{
    /// <summary>How many are shown when no number is asked for.</summary>
    public const int DefaultLimit = 50;

    /// <summary>How many, at most.</summary>
    public const int MaxLimit = 200;

    /// <summary>The letters, the oldest failure first.</summary>
    [Id(0)] public required ImmutableArray<DeadLetter> Items { get; init; }

    /// <summary>Whether there are more.</summary>
    [Id(1)] public required bool HasMore { get; init; }
}
