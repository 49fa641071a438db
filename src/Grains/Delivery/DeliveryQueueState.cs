using System.Collections.Immutable;

namespace ChatOrleans.Grains.Delivery;

/// <summary>What a queue takes along when it moves to another silo.</summary>
[GenerateSerializer, Immutable, Alias("chat.DeliveryQueueState")]
internal sealed record DeliveryQueueState
{
    [Id(0)] public required long Position { get; init; }

    [Id(1)] public required ImmutableArray<QueuedStreamState> Streams { get; init; }

    [Id(2)] public TimeSpan Listened { get; init; }
}
