using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Delivery;
using Orleans.Streams;
using Xunit;
using static ChatOrleans.Delivery.Tests.Pushes;

namespace ChatOrleans.Delivery.Tests;

public sealed class ReaderCacheTests
{
    private const int Capacity = 10;
    private static readonly StreamId Ada = StreamId.Create(DeliveryNames.Namespace, Guid.NewGuid());
    private static readonly StreamId Bob = StreamId.Create(DeliveryNames.Namespace, Guid.NewGuid());
    private readonly ReaderCache _cache = new(TimeProvider.System, Capacity);

    [Fact]
    public void A_cursor_reads_its_own_stream_from_the_token_on()
    {
        _cache.AddToCache([Batch(Ada, 1), Batch(Bob, 2), Batch(Ada, 3), Batch(Ada, 4)]);
        using var cursor = _cache.GetCacheCursor(Ada, Batch(Ada, 3).SequenceToken);
        Assert.Equal([3, 4], ReadAll(cursor));
        _cache.AddToCache([Batch(Bob, 5), Batch(Ada, 6)]);
        Assert.Equal([6], ReadAll(cursor));
    }

    [Fact]
    public void A_cursor_without_a_token_reads_what_comes()
    {
        _cache.AddToCache([Batch(Ada, 1)]);
        using var cursor = _cache.GetCacheCursor(Ada, null);
        Assert.Empty(ReadAll(cursor));
        _cache.AddToCache([Batch(Ada, 2)]);
        Assert.Equal([2], ReadAll(cursor));
    }

    [Fact]
    public void Two_cursors_read_the_same_and_each_at_its_own_pace()
    {
        using var first = _cache.GetCacheCursor(Ada, null);
        using var second = _cache.GetCacheCursor(Ada, null);
        _cache.AddToCache([Batch(Ada, 1), Batch(Ada, 2)]);
        Assert.Equal([1, 2], ReadAll(first));
        _cache.AddToCache([Batch(Ada, 3)]);
        Assert.Equal([3], ReadAll(first));
        Assert.Equal([1, 2, 3], ReadAll(second));
    }

    [Fact]
    public void A_stream_that_nobody_reads_loses_its_oldest_and_takes_nothing_from_others()
    {
        using var slow = _cache.GetCacheCursor(Ada, null);
        using var other = _cache.GetCacheCursor(Bob, null);
        _cache.AddToCache([Batch(Bob, 1), .. Enumerable.Range(2, 1_000).Select(position => Batch(Ada, position))]);
        Assert.False(_cache.IsUnderPressure());
        Assert.Equal([1], ReadAll(other));
        var read = ReadAll(slow);
        Assert.InRange(read.Count, 1, Capacity);
        Assert.Equal(1_001, read[^1]);
        _cache.AddToCache([Batch(Ada, 1_002)]);
        Assert.Equal([1_002], ReadAll(slow));
    }

    [Fact]
    public void The_pin_of_a_first_batch_keeps_it_for_the_subscriber_who_comes_while_it_holds()
    {
        _cache.AddToCache([Batch(Ada, 1)]);
        var pin = _cache.GetCacheCursor(Ada, Batch(Ada, 1).SequenceToken);
        _cache.AddToCache([Batch(Ada, 2)]);
        using var cursor = _cache.GetCacheCursor(Ada, Batch(Ada, 1).SequenceToken);
        pin.Dispose();
        Assert.Equal([1, 2], ReadAll(cursor));
    }

    private static GatewayBatchContainer Batch(StreamId streamId, long position) => new()
    {
        StreamId = streamId,
        Position = position,
        Batch = new GatewayBatch { Number = position, QueueLife = Guid.Empty, Items = Events(1, 1) },
    };

    private static List<long> ReadAll(IQueueCacheCursor cursor)
    {
        var positions = new List<long>();
        while (cursor.MoveNext())
        {
            positions.Add(((GatewayBatchContainer)cursor.GetCurrent(out _)).Position);
        }

        return positions;
    }
}
