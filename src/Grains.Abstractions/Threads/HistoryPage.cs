using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>A page of messages, ascending by seq.</summary>
[GenerateSerializer, Immutable, Alias("chat.HistoryPage")]
public sealed record HistoryPage
{
    /// <summary>The messages.</summary>
    [Id(0)] public required ImmutableArray<Message> Messages { get; init; }

    /// <summary>Whether older ones exist.</summary>
    [Id(1)] public required bool HasBefore { get; init; }

    /// <summary>Whether newer ones exist.</summary>
    [Id(2)] public required bool HasAfter { get; init; }
}
