using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;

namespace ChatOrleans.Shards.Tests;

/// <summary>Nobody is connected.</summary>
internal sealed class QuietOutbox : IGatewayOutbox
{
    public void Post(Guid gatewayId, GatewayItem item)
    {
    }

    public void PostEvent(Guid gatewayId, ThreadEvent threadEvent, ImmutableArray<UserId> recipients)
    {
    }
}
