using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Delivery;

/// <summary>What a gateway's stream carries: items in order, numbered by the queue. An empty one is a heartbeat.</summary>
[GenerateSerializer, Immutable, Alias("chat.GatewayBatch")]
public sealed record GatewayBatch
{
    /// <summary>1, 2, 3, … per stream; a hole means that pushes were lost.</summary>
    [Id(0)] public required long Number { get; init; }

    /// <summary>Which life of the queue numbered it; another one starts again from 1.</summary>
    [Id(1)] public required Guid QueueLife { get; init; }

    /// <summary>The pushes, in order.</summary>
    [Id(2)] public required ImmutableArray<GatewayItem> Items { get; init; }
}
