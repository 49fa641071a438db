using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// One queue of the delivery streams, in memory, keyed by its number: what is lost with it is found by the numbers and
/// the life of the next. Its calls interleave because a read waits inside the grain while the writes that end its wait
/// come in; all of them are one synchronous step on the state but for that wait.
/// </summary>
[Alias("chat.IDeliveryQueueGrain")]
internal interface IDeliveryQueueGrain : IGrainWithIntegerKey
{
    /// <summary>Queues pushes for a gateway; false when it has no lease, and nothing is kept.</summary>
    [AlwaysInterleave, Alias("Enqueue"), ResponseTimeout("00:00:03")]
    Task<bool> EnqueueAsync(Guid gatewayId, ImmutableArray<GatewayItem> items);

    /// <summary>
    /// Takes what waits, or waits up to half a second for something: the reader's silo waits that long for its last read
    /// when it stops. Of two readers the newer waits and the older goes away with nothing. The response timeout is far
    /// above the wait, so that only a lost queue ends a read with an exception. A queue that is read from another silo for a
    /// while moves there.
    /// </summary>
    [AlwaysInterleave, Alias("Dequeue"), ResponseTimeout("00:00:05")]
    Task<ImmutableArray<GatewayBatchContainer>> DequeueAsync(int maxBatches, SiloAddress reader);

    /// <summary>Which gateways have a lease: who has let theirs lapse is gone.</summary>
    [AlwaysInterleave, Alias("GetLeases"), ResponseTimeout("00:00:02")]
    Task<DeliveryLeases> GetLeasesAsync();
}
