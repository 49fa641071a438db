using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Tracing;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>One <see cref="OutboxLine"/> per gateway, and one timer for all of them.</summary>
internal sealed class GatewayOutbox : IGatewayOutbox, IDisposable
{
    private static readonly TimeSpan TickPeriod = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Guid, OutboxLine> _lines = new();
    private readonly Func<Guid, OutboxLine> _newLine;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;

    public GatewayOutbox(
        [FromKeyedServices(DeliveryNames.Provider)] IStreamProvider streams,
        TimeProvider time,
        IOptions<DeliveryOptions> options,
        ILogger<GatewayOutbox> logger)
    {
        _time = time;
        var start = time.GetTimestamp();
        _newLine = gatewayId =>
        {
            var streamId = StreamId.Create(DeliveryNames.Namespace, gatewayId);
            return new OutboxLine(
                gatewayId,
                // Asked for at each batch, when no grain is the caller: a grain would keep the stream among its own.
                batch => streams.GetStream<GatewayBatch>(streamId).OnNextAsync(batch),
                () => time.GetElapsedTime(start),
                options.Value,
                logger);
        };
        _timer = time.CreateTimer(static outbox => ((GatewayOutbox)outbox!).Tick(), this, TickPeriod, TickPeriod);
    }

    public void Post(Guid gatewayId, GatewayItem item)
    {
        OutboxLine line;
        while (!(line = _lines.GetOrAdd(gatewayId, _newLine)).TryPost(item))
        {
            Remove(gatewayId, line);
        }
    }

    public void PostEvent(Guid gatewayId, ThreadEvent threadEvent, ImmutableArray<UserId> recipients) =>
        Post(gatewayId, new EventItem
        {
            Event = threadEvent,
            Recipients = recipients,
            PostedAt = _time.GetUtcNow().UtcTicks,
            TraceParent = GrainTrace.Recorded?.Id,
        });

    public void Dispose() => _timer.Dispose();

    private void Tick()
    {
        foreach (var (gatewayId, line) in _lines)
        {
            if (!line.Tick())
            {
                Remove(gatewayId, line);
            }
        }
    }

    private void Remove(Guid gatewayId, OutboxLine line) =>
        _ = _lines.TryRemove(KeyValuePair.Create(gatewayId, line));
}
