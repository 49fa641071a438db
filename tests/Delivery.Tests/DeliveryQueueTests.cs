using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Delivery;
using Xunit;
using static ChatOrleans.Delivery.Tests.Pushes;

namespace ChatOrleans.Delivery.Tests;

public sealed class DeliveryQueueTests
{
    private const int Capacity = 20;
    private const int BatchSize = 10;
    private static readonly Guid Ada = Guid.NewGuid();
    private static readonly Guid Bob = Guid.NewGuid();
    private readonly DeliveryQueue _queue = new(Guid.NewGuid, firstPosition: 100, Capacity, BatchSize);

    [Fact]
    public void A_gateway_without_a_lease_gets_nothing()
    {
        Assert.False(_queue.Enqueue(Ada, Events(1, 1)));
        Assert.False(_queue.HasWork);
    }

    [Fact]
    public void A_new_lease_is_answered_by_a_heartbeat_and_a_renewed_one_is_not()
    {
        var life = _queue.Renew(Ada, TimeSpan.Zero);
        var batch = Assert.Single(_queue.Take(10)).Batch;
        Assert.Equal((life, 1), (batch.QueueLife, batch.Number));
        Assert.Empty(batch.Items);
        Assert.Equal(life, _queue.Renew(Ada, TimeSpan.Zero));
        Assert.False(_queue.HasWork);
    }

    [Fact]
    public void What_waits_for_a_gateway_is_merged_up_to_the_batch_size_in_order()
    {
        Lease(Ada);
        Assert.True(_queue.Enqueue(Ada, Events(1, 4)));
        Assert.True(_queue.Enqueue(Ada, Events(5, 4)));
        Assert.True(_queue.Enqueue(Ada, Events(9, 4)));
        var batches = _queue.Take(10);
        Assert.Equal([8, 4], batches.Select(batch => batch.Batch.Items.Length));
        Assert.Equal([2, 3], batches.Select(batch => batch.Batch.Number));
        Assert.Equal(Enumerable.Range(1, 12).Select(seq => (long)seq), batches.SelectMany(batch => Seqs(batch.Batch.Items)));
        Assert.False(_queue.HasWork);
    }

    [Fact]
    public void Gateways_are_served_in_turn_and_numbered_apart()
    {
        Lease(Ada);
        Lease(Bob);
        Assert.True(_queue.Enqueue(Ada, Events(1, BatchSize)));
        Assert.True(_queue.Enqueue(Ada, Events(11, BatchSize)));
        Assert.True(_queue.Enqueue(Bob, Events(1, 1)));
        var batches = _queue.Take(2);
        Assert.Equal(2, batches.Select(batch => batch.StreamId).Distinct().Count());
        Assert.Equal([2, 2], batches.Select(batch => batch.Batch.Number));
        Assert.True(batches[0].Position < batches[1].Position);
        Assert.True(_queue.HasWork);
    }

    [Fact]
    public void What_exceeds_the_bound_is_dropped_and_leaves_a_hole_in_the_numbers()
    {
        Lease(Ada);
        Assert.True(_queue.Enqueue(Ada, Events(1, BatchSize)));
        Assert.True(_queue.Enqueue(Ada, Events(11, BatchSize)));
        Assert.True(_queue.Enqueue(Ada, Events(21, BatchSize)));
        var batch = Assert.Single(_queue.Take(10)).Batch;
        Assert.Equal(3, batch.Number);
        Assert.Equal(21, Seqs(batch.Items).First());
    }

    [Fact]
    public void A_beat_gives_each_gateway_one_batch_even_if_empty_and_ends_old_leases()
    {
        Lease(Ada);
        Lease(Bob);
        _ = _queue.Renew(Bob, DeliveryTimes.StreamLease);
        Assert.True(_queue.Enqueue(Ada, Events(1, 1)));
        _queue.Beat(DeliveryTimes.StreamLease);
        Assert.Empty(Assert.Single(_queue.Take(10)).Batch.Items);
        Assert.False(_queue.Enqueue(Ada, Events(2, 1)));
        Assert.True(_queue.Enqueue(Bob, Events(1, 1)));
        _queue.Beat(DeliveryTimes.StreamLease);
        Assert.Single(Assert.Single(_queue.Take(10)).Batch.Items);
    }

    [Fact]
    public void A_lease_that_is_taken_again_is_another_life_and_starts_at_one()
    {
        var before = Lease(Ada);
        Assert.True(_queue.Enqueue(Ada, Events(1, 1)));
        _queue.Release(Ada);
        var after = _queue.Renew(Ada, TimeSpan.Zero);
        Assert.NotEqual(before, after);
        var batch = Assert.Single(_queue.Take(10)).Batch;
        Assert.Equal((after, 1), (batch.QueueLife, batch.Number));
        Assert.Empty(batch.Items);
    }

    [Fact]
    public void A_lapsed_and_a_released_lease_are_told_apart_from_those_that_were_never_known()
    {
        Lease(Ada);
        Beat(from: 0, to: 9);
        Assert.False(_queue.Leases().IsGone(Ada, wasHeld: true, DeliveryTimes.StreamLease));
        Assert.False(_queue.Leases().IsGone(Bob, wasHeld: true, DeliveryTimes.StreamLease));

        Beat(from: 10, to: 10);
        Assert.True(_queue.Leases().IsGone(Ada, wasHeld: false, DeliveryTimes.StreamLease));
        Assert.True(_queue.Leases().IsGone(Bob, wasHeld: true, DeliveryTimes.StreamLease));
        Assert.False(_queue.Leases().IsGone(Bob, wasHeld: false, DeliveryTimes.StreamLease));

        _ = _queue.Renew(Ada, TimeSpan.FromSeconds(10));
        Assert.False(_queue.Leases().IsGone(Ada, wasHeld: true, DeliveryTimes.StreamLease));
        _queue.Release(Ada);
        Assert.True(_queue.Leases().IsGone(Ada, wasHeld: false, DeliveryTimes.StreamLease));
    }

    [Fact]
    public void The_time_in_which_a_queue_stood_still_ends_no_lease()
    {
        Beat(from: 0, to: 1);
        _ = _queue.Renew(Ada, TimeSpan.FromSeconds(1));
        Beat(from: 60, to: 60);
        Assert.Equal(Ada, Assert.Single(_queue.Leases().Held));

        // It listens again, and the lease has as long as it had.
        Beat(from: 61, to: 67);
        Assert.Equal(Ada, Assert.Single(_queue.Leases().Held));
        Beat(from: 68, to: 69);
        Assert.Equal(Ada, Assert.Single(_queue.Leases().Ended));
    }

    [Fact]
    public void A_queue_that_moves_knows_for_how_long_it_has_listened()
    {
        Beat(from: 0, to: 12);
        var moved = new DeliveryQueue(Guid.NewGuid, firstPosition: 1, Capacity, BatchSize);
        moved.Restore(_queue.Save(TimeSpan.FromSeconds(12)), TimeSpan.Zero);
        Assert.Equal(TimeSpan.FromSeconds(12), moved.Leases().Listened);
    }

    [Fact]
    public void Every_process_finds_the_same_queue_for_a_gateway()
    {
        var mapper = new DeliveryQueueMapper();
        Assert.Equal(DeliveryQueues.Count, mapper.GetAllQueues().Distinct().Count());
        for (var i = 0; i < 100; i++)
        {
            var gatewayId = Guid.NewGuid();
            var streamId = StreamId.Create(DeliveryNames.Namespace, gatewayId);
            Assert.Equal(gatewayId, DeliveryQueueMapper.GatewayOf(streamId));
            Assert.Equal(DeliveryQueues.KeyOf(gatewayId), mapper.GetQueueForStream(streamId).GetNumericId());
        }
    }

    private void Beat(int from, int to)
    {
        for (var second = from; second <= to; second++)
        {
            _queue.Beat(TimeSpan.FromSeconds(second));
        }
    }

    private Guid Lease(Guid gatewayId)
    {
        var life = _queue.Renew(gatewayId, TimeSpan.Zero);
        _ = _queue.Take(10);
        return life;
    }
}
