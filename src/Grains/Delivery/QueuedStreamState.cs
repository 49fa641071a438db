using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Grains.Delivery;

/// <summary>What a queue takes along of one gateway when it moves to another silo.</summary>
[GenerateSerializer, Immutable, Alias("chat.QueuedStreamState")]
internal sealed record QueuedStreamState
{
    [Id(0)] public required Guid GatewayId { get; init; }

    [Id(1)] public required Guid Life { get; init; }

    [Id(2)] public required long Number { get; init; }

    [Id(3)] public required TimeSpan LeaseLeft { get; init; }

    [Id(4)] public required ImmutableArray<GatewayItem> Waiting { get; init; }
}
