using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// Carries gateways' streams through <see cref="IDeliveryQueueGrain"/>s. The items travel as the objects they are: Orleans
/// serializes them where a call leaves the process and not before.
/// </summary>
internal sealed class DeliveryAdapter : IQueueAdapter
{
    private readonly IDeliveryQueueGrain[] _queues;

    private readonly SiloAddress _silo;

    public DeliveryAdapter(IGrainFactory grains, SiloAddress silo)
    {
        _silo = silo;
        _queues = new IDeliveryQueueGrain[DeliveryQueues.Count];
        for (var key = 0; key < _queues.Length; key++)
        {
            _queues[key] = grains.GetGrain<IDeliveryQueueGrain>(key);
        }
    }

    public string Name => DeliveryNames.Provider;

    public bool IsRewindable => false;

    public StreamProviderDirection Direction => StreamProviderDirection.ReadWrite;

    public async Task QueueMessageBatchAsync<T>(
        StreamId streamId, IEnumerable<T> events, StreamSequenceToken token, Dictionary<string, object> requestContext)
    {
        var gatewayId = DeliveryQueueMapper.GatewayOf(streamId);
        var queue = _queues[DeliveryQueues.KeyOf(gatewayId)];
        foreach (var batch in events.Cast<GatewayBatch>())
        {
            if (!await queue.EnqueueAsync(gatewayId, batch.Items))
            {
                throw new GatewayNotLeasedException(gatewayId);
            }
        }
    }

    public IQueueAdapterReceiver CreateReceiver(QueueId queueId) =>
        new DeliveryReceiver(_queues[queueId.GetNumericId()], _silo);
}
