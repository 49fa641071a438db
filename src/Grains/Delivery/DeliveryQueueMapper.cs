using System.Buffers.Text;
using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Configuration;
using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>Spreads the queues over the ring of silos as Orleans does, and gateways over the queues as the contract says.</summary>
internal sealed class DeliveryQueueMapper : IConsistentRingStreamQueueMapper
{
    private readonly HashRingBasedStreamQueueMapper _ring = new(
        new HashRingStreamQueueMapperOptions { TotalQueueCount = DeliveryQueues.Count }, DeliveryNames.Provider);

    private readonly QueueId[] _queues;

    public DeliveryQueueMapper() => _queues = [.. _ring.GetAllQueues().OrderBy(queue => queue.GetNumericId())];

    public static Guid GatewayOf(StreamId streamId)
    {
        var key = streamId.Key.Span;
        return Utf8Parser.TryParse(key, out Guid gatewayId, out var read, 'N') && read == key.Length
            ? gatewayId
            : throw new ArgumentException($"{streamId} is not a gateway's stream.", nameof(streamId));
    }

    public IEnumerable<QueueId> GetAllQueues() => _queues;

    public QueueId GetQueueForStream(StreamId streamId) => _queues[DeliveryQueues.KeyOf(GatewayOf(streamId))];

    public IEnumerable<QueueId> GetQueuesForRange(IRingRange range) => _ring.GetQueuesForRange(range);
}
