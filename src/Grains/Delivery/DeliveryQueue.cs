using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// What a queue holds: the gateways with a lease, what waits for each, and the numbers it gives out. It merges what
/// waits for a gateway into as few batches as the batch size allows, and serves the gateways in turn.
/// </summary>
internal sealed class DeliveryQueue(Func<Guid> newLife, long firstPosition, int capacity, int batchSize)
{
    private readonly Dictionary<Guid, QueuedStream> _streams = [];
    private readonly Queue<QueuedStream> _ready = new();
    private readonly LeaseEnds _ends = new();
    private long _position = firstPosition;

    /// <summary>Whether there is something to hand out.</summary>
    public bool HasWork => _ready.Count > 0;

    /// <summary>
    /// Takes or renews a lease and answers the life of its numbering. A new lease gets a heartbeat at once, so that the
    /// gateway knows that its stream flows.
    /// </summary>
    public Guid Renew(Guid gatewayId, TimeSpan now)
    {
        if (!_streams.TryGetValue(gatewayId, out var stream))
        {
            _streams.Add(gatewayId, stream = new QueuedStream(gatewayId, newLife(), capacity));
            _ends.Begin(gatewayId);
            MakeReady(stream);
        }

        stream.LeaseEnds = now + DeliveryTimes.StreamLease;
        return stream.Life;
    }

    /// <summary>Ends a lease and drops what waits.</summary>
    public void Release(Guid gatewayId)
    {
        if (_streams.Remove(gatewayId, out var stream))
        {
            stream.Released = true;
            _ends.End(gatewayId);
        }
    }

    /// <summary>Queues pushes; false when the gateway has no lease.</summary>
    public bool Enqueue(Guid gatewayId, ImmutableArray<GatewayItem> items)
    {
        if (!_streams.TryGetValue(gatewayId, out var stream))
        {
            return false;
        }

        if (!items.IsDefaultOrEmpty)
        {
            stream.Add(items);
            MakeReady(stream);
        }

        return true;
    }

    /// <summary>Who has a lease, and whose ended lately.</summary>
    public DeliveryLeases Leases() => new() { Held = [.. _streams.Keys], Ended = _ends.Ended, Listened = _ends.Listened };

    /// <summary>Ends the leases that are over and sees to it that the others get a batch, if only an empty one.</summary>
    public void Beat(TimeSpan now)
    {
        var stoodStill = _ends.Beat(now);
        foreach (var (gatewayId, stream) in _streams)
        {
            stream.LeaseEnds += stoodStill;
            if (stream.LeaseEnds <= now)
            {
                Release(gatewayId);
            }
            else
            {
                MakeReady(stream);
            }
        }
    }

    /// <summary>Hands out up to <paramref name="maxBatches"/> numbered batches.</summary>
    public ImmutableArray<GatewayBatchContainer> Take(int maxBatches)
    {
        var batches = ImmutableArray.CreateBuilder<GatewayBatchContainer>(Math.Min(maxBatches, _ready.Count));
        while (batches.Count < maxBatches && _ready.TryDequeue(out var stream))
        {
            if (stream.Released)
            {
                continue;
            }

            batches.Add(new GatewayBatchContainer
            {
                StreamId = stream.StreamId,
                Position = _position++,
                Batch = stream.Take(batchSize),
            });
            stream.Ready = false;
            if (stream.Waits)
            {
                MakeReady(stream);
            }
        }

        return batches.DrainToImmutable();
    }

    /// <summary>What it takes to go on elsewhere as if nothing had happened.</summary>
    public DeliveryQueueState Save(TimeSpan now) => new()
    {
        Position = _position,
        Listened = _ends.Listened,
        Streams = [.. _streams.Select(pair => pair.Value.Save(pair.Key, now))],
    };

    /// <summary>Goes on where another left off.</summary>
    public void Restore(DeliveryQueueState state, TimeSpan now)
    {
        _position = state.Position;
        _ends.Listened = state.Listened;
        foreach (var saved in state.Streams)
        {
            var stream = new QueuedStream(saved, now, capacity, batchSize);
            _streams.Add(saved.GatewayId, stream);
            if (stream.Waits)
            {
                MakeReady(stream);
            }
        }
    }

    private void MakeReady(QueuedStream stream)
    {
        if (!stream.Ready)
        {
            stream.Ready = true;
            _ready.Enqueue(stream);
        }
    }
}
