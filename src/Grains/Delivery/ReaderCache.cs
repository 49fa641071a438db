using ChatOrleans.Grains.Abstractions.Delivery;
using Orleans.Streams;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// What a queue's reader holds between queue and gateways. Every stream has a bounded buffer of its own and pressure is
/// never reported, so a gateway that does not take its pushes loses them and holds nobody else back. Orleans' own caches
/// are shared by the streams of a queue and stop reading for the slowest. Called by one pulling agent, never in parallel.
/// </summary>
internal sealed class ReaderCache(TimeProvider time, int capacity) : IQueueCache
{
    private const int MaxBatchesPerRead = 64;
    private static readonly TimeSpan KeepUnread = TimeSpan.FromSeconds(10);

    private readonly Dictionary<StreamId, ReaderBuffer> _buffers = [];
    private long _lastPurge = time.GetTimestamp();

    public int GetMaxAddCount() => MaxBatchesPerRead;

    public bool IsUnderPressure() => false;

    public void AddToCache(IList<IBatchContainer> messages)
    {
        var now = time.GetTimestamp();
        foreach (var message in messages)
        {
            var container = (GatewayBatchContainer)message;
            BufferOf(container.StreamId, now).Add(container, now);
        }
    }

    public bool TryPurgeFromCache(out IList<IBatchContainer> purgedItems)
    {
        purgedItems = [];
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_lastPurge, now) >= KeepUnread)
        {
            _lastPurge = now;
            foreach (var (streamId, buffer) in _buffers)
            {
                if (!buffer.HasCursors && time.GetElapsedTime(buffer.LastAdded, now) >= KeepUnread)
                {
                    _ = _buffers.Remove(streamId);
                }
            }
        }

        return false;
    }

    public IQueueCacheCursor GetCacheCursor(StreamId streamId, StreamSequenceToken? token) =>
        BufferOf(streamId, time.GetTimestamp()).CursorFrom(token);

    private ReaderBuffer BufferOf(StreamId streamId, long now)
    {
        if (!_buffers.TryGetValue(streamId, out var buffer))
        {
            _buffers.Add(streamId, buffer = new ReaderBuffer(capacity) { LastAdded = now });
        }

        return buffer;
    }
}
