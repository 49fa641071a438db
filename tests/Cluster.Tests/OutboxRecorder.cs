using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;

namespace ChatOrleans.Cluster.Tests;

/// <summary>Takes the place of both silos' outboxes and keeps what each gateway is sent, in order.</summary>
internal sealed class OutboxRecorder : IGatewayOutbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, Channel<GatewayItem>> _gateways = new();

    public void Post(Guid gatewayId, GatewayItem item) => Of(gatewayId).Writer.TryWrite(item);

    public void PostEvent(Guid gatewayId, ThreadEvent threadEvent, ImmutableArray<UserId> recipients) =>
        Post(gatewayId, new EventItem { Event = threadEvent, Recipients = recipients });

    /// <summary>The next push of this kind to a gateway; those of other kinds before it are dropped.</summary>
    public async Task<T> NextAsync<T>(Guid gatewayId)
        where T : GatewayItem
    {
        using var missing = new CancellationTokenSource(Patience);
        for (; ; )
        {
            if (await Of(gatewayId).Reader.ReadAsync(missing.Token) is T found)
            {
                return found;
            }
        }
    }

    /// <summary>All pushes of this kind that a gateway was sent and nobody has read.</summary>
    public List<T> Drain<T>(Guid gatewayId)
        where T : GatewayItem
    {
        List<T> drained = [];
        while (Of(gatewayId).Reader.TryRead(out var item))
        {
            if (item is T wanted)
            {
                drained.Add(wanted);
            }
        }

        return drained;
    }

    private Channel<GatewayItem> Of(Guid gatewayId) =>
        _gateways.GetOrAdd(gatewayId, static _ => Channel.CreateUnbounded<GatewayItem>());
}
