using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>How far one subscription has read its stream's buffer.</summary>
internal sealed class ReaderCursor(ReaderBuffer buffer, long place) : IQueueCacheCursor
{
    private long _place = place;
    private GatewayBatchContainer? _current;

    /// <summary>The place of the next batch.</summary>
    public long Place => _place;

    // Orleans declares both without null and means null: no batch at the end, no exception otherwise.
    public IBatchContainer GetCurrent(out Exception exception)
    {
        exception = null!;
        return _current!;
    }

    public bool MoveNext()
    {
        _current = buffer.Read(ref _place);
        buffer.Trim();
        return _current is not null;
    }

    /// <summary>Nothing to do: the cursor stays at its place, and what is added later comes behind it.</summary>
    public void Refresh(StreamSequenceToken token)
    {
    }

    /// <summary>Nothing to do: a batch that could not be delivered is a hole in the numbers.</summary>
    public void RecordDeliveryFailure()
    {
    }

    public void Dispose()
    {
        _current = null;
        buffer.Remove(this);
        buffer.Trim();
    }
}
