using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;

namespace ChatOrleans.Grains.Delivery;

/// <summary>What one gateway's stream holds in its queue.</summary>
internal sealed class QueuedStream(Guid gatewayId, Guid life, int capacity)
{
    private readonly Queue<ImmutableArray<GatewayItem>> _waiting = new();
    private int _waitingItems;
    private long _number;

    public QueuedStream(QueuedStreamState saved, TimeSpan now, int capacity, int batchSize)
        : this(saved.GatewayId, saved.Life, capacity)
    {
        _number = saved.Number;
        LeaseEnds = now + saved.LeaseLeft;
        for (var start = 0; start < saved.Waiting.Length; start += batchSize)
        {
            Add(saved.Waiting.Slice(start, Math.Min(batchSize, saved.Waiting.Length - start)));
        }
    }

    public StreamId StreamId { get; } = StreamId.Create(DeliveryNames.Namespace, gatewayId);

    /// <summary>Names this numbering; see <see cref="GatewayBatch.QueueLife"/>. A lapsed lease that is taken again gets another.</summary>
    public Guid Life => life;

    public TimeSpan LeaseEnds { get; set; }

    public bool Ready { get; set; }

    public bool Released { get; set; }

    public bool Waits => _waitingItems > 0;

    public void Add(ImmutableArray<GatewayItem> items)
    {
        if (_waitingItems + items.Length > capacity)
        {
            // Nobody reads. All its clients have to resynchronize now, so the rest of what waits is worth nothing either;
            // the number left out tells the gateway.
            _waiting.Clear();
            _waitingItems = 0;
            _number++;
        }

        _waiting.Enqueue(items);
        _waitingItems += items.Length;
    }

    public QueuedStreamState Save(Guid key, TimeSpan now) => new()
    {
        GatewayId = key,
        Life = life,
        Number = _number,
        LeaseLeft = LeaseEnds - now,
        Waiting = [.. _waiting.SelectMany(items => items)],
    };

    public GatewayBatch Take(int batchSize) =>
        new() { Number = ++_number, QueueLife = life, Items = TakeItems(batchSize) };

    private ImmutableArray<GatewayItem> TakeItems(int batchSize)
    {
        if (!_waiting.TryDequeue(out var first))
        {
            return [];
        }

        var count = first.Length;
        if (!_waiting.TryPeek(out var next) || count + next.Length > batchSize)
        {
            _waitingItems -= count;
            return first;
        }

        var items = ImmutableArray.CreateBuilder<GatewayItem>(Math.Min(batchSize, _waitingItems));
        items.AddRange(first);
        while (_waiting.TryPeek(out next) && items.Count + next.Length <= batchSize)
        {
            items.AddRange(_waiting.Dequeue());
        }

        _waitingItems -= items.Count;
        return items.DrainToImmutable();
    }
}
