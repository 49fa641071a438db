using Orleans.Concurrency;

namespace ChatOrleans.Grains.Abstractions.Delivery;

/// <summary>
/// Where a gateway asks for its stream: the queue that carries it, keyed by <see cref="DeliveryQueues.KeyOf"/>.
/// A gateway first subscribes to its stream (namespace <see cref="DeliveryNames.Namespace"/>, key the gateway's id), then
/// renews here every <see cref="DeliveryTimes.StreamRenewal"/>. From the first renewal on the stream carries heartbeats
/// and pushes; without a lease it carries nothing and what is sent to it is dropped.
/// </summary>
[Alias("chat.IGatewayLeaseGrain")]
public interface IGatewayLeaseGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Takes or renews the lease; it ends by itself after <see cref="DeliveryTimes.StreamLease"/>. Answers the life of
    /// its numbering (<see cref="GatewayBatch.QueueLife"/>): another one than before means that the queue or the lease
    /// was lost, and pushes with it. A new lease is followed by a heartbeat at once.
    /// </summary>
    [AlwaysInterleave, Alias("Renew"), ResponseTimeout("00:00:02")]
    Task<Guid> RenewAsync(Guid gatewayId);

    /// <summary>Ends the lease at once and drops what waits. Nothing happens without a lease.</summary>
    [AlwaysInterleave, Alias("Release"), ResponseTimeout("00:00:02")]
    Task ReleaseAsync(Guid gatewayId);
}
