using Orleans.Providers.Streams.Common;
using Orleans.Streams;

namespace ChatOrleans.Grains.Abstractions.Delivery;

/// <summary>
/// The envelope in which Orleans carries one <see cref="GatewayBatch"/> from its queue to the gateway. It is here, beside
/// the contracts, because the gateway's process has to read it; subscribers see the batch only.
/// </summary>
[GenerateSerializer, Immutable, Alias("chat.GatewayBatchContainer")]
public sealed class GatewayBatchContainer : IBatchContainer
{
    /// <summary>The gateway's stream.</summary>
    [Id(0)] public required StreamId StreamId { get; init; }

    /// <summary>The place among everything the queue has handed out in this life; grows.</summary>
    [Id(1)] public required long Position { get; init; }

    /// <summary>The batch.</summary>
    [Id(2)] public required GatewayBatch Batch { get; init; }

    /// <inheritdoc/>
    public StreamSequenceToken SequenceToken => new EventSequenceTokenV2(Position);

    /// <inheritdoc/>
    public IEnumerable<Tuple<T, StreamSequenceToken>> GetEvents<T>() =>
        Batch is T batch ? [Tuple.Create(batch, SequenceToken)] : [];

    /// <summary>Pushes carry no request context.</summary>
    public bool ImportRequestContext() => false;
}
