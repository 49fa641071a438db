using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// One stream's batches that some cursor has yet to read. A subscription holds one cursor; while a gateway changes its
/// subscription there may be two. Places count up from 0 for ever.
/// </summary>
internal sealed class ReaderBuffer(int capacity)
{
    private readonly List<GatewayBatchContainer> _batches = [];
    private readonly List<ReaderCursor> _cursors = [];
    private long _firstPlace;
    private int _items;

    public bool HasCursors => _cursors.Count > 0;

    public long LastAdded { get; set; }

    private long EndPlace => _firstPlace + _batches.Count;

    public void Add(GatewayBatchContainer container, long now)
    {
        LastAdded = now;
        // A heartbeat counts as one, or those of a stream that nobody reads would pile up without a bound.
        var weight = Weight(container);
        if (_items + weight > capacity)
        {
            // The gateway meets a hole in the numbers and resynchronizes everybody: what waited is worth nothing then.
            DropBefore(EndPlace);
        }

        _batches.Add(container);
        _items += weight;
    }

    /// <summary>A cursor at the token's batch, or at the end without a token.</summary>
    public ReaderCursor CursorFrom(StreamSequenceToken? token)
    {
        var place = EndPlace;
        if (token is not null)
        {
            var index = _batches.FindIndex(batch => batch.Position >= token.SequenceNumber);
            place = index < 0 ? EndPlace : _firstPlace + index;
        }

        var cursor = new ReaderCursor(this, place);
        _cursors.Add(cursor);
        return cursor;
    }

    /// <summary>The batch at the place or, if that was dropped, the next there is; null at the end.</summary>
    public GatewayBatchContainer? Read(ref long place)
    {
        place = Math.Max(place, _firstPlace);
        if (place == EndPlace)
        {
            return null;
        }

        var container = _batches[(int)(place - _firstPlace)];
        place++;
        return container;
    }

    public void Remove(ReaderCursor cursor) => _ = _cursors.Remove(cursor);

    /// <summary>Lets go of what every cursor has read.</summary>
    public void Trim()
    {
        var place = EndPlace;
        foreach (var cursor in _cursors)
        {
            place = Math.Min(place, cursor.Place);
        }

        DropBefore(place);
    }

    private static int Weight(GatewayBatchContainer container) => Math.Max(1, container.Batch.Items.Length);

    private void DropBefore(long place)
    {
        var count = (int)(place - _firstPlace);
        if (count <= 0)
        {
            return;
        }

        for (var index = 0; index < count; index++)
        {
            _items -= Weight(_batches[index]);
        }

        _batches.RemoveRange(0, count);
        _firstPlace = place;
    }
}
