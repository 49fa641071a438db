using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// The silo's way out to the gateways: takes pushes without waiting, keeps their order per gateway, and sends what
/// gathered while the last batch was under way as the next batch. Bounded: when a gateway's share is full its pushes
/// are dropped and a <see cref="LostItem"/> takes their place. Safe to call from any thread.
/// </summary>
internal interface IGatewayOutbox
{
    /// <summary>Sends an item to a gateway.</summary>
    void Post(Guid gatewayId, GatewayItem item);

    /// <summary>
    /// Sends a durable event and, a while after the thread's last one, its head again, so that a lost last push is
    /// noticed.
    /// </summary>
    void PostEvent(Guid gatewayId, ThreadEvent threadEvent, ImmutableArray<UserId> recipients);
}
