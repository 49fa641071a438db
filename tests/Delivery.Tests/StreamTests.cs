using ChatOrleans.Grains.Abstractions.Delivery;
using Xunit;
using static ChatOrleans.Delivery.Tests.Pushes;

namespace ChatOrleans.Delivery.Tests;

public sealed class StreamTests(DeliveryCluster cluster) : IClassFixture<DeliveryCluster>
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Pushes_arrive_once_in_order_and_in_batches_without_a_hole_in_their_numbers(int from, int to)
    {
        await using var gateway = await cluster.StartGatewayAsync(to);
        var outbox = cluster.OutboxOf(from);
        const int Count = 5_000;
        for (var seq = 1; seq <= Count; seq++)
        {
            outbox.Post(gateway.Id, Event(seq));
        }

        var seqs = new List<long>();
        GatewayBatch? last = null;
        while (seqs.Count < Count)
        {
            var batch = await gateway.NextAsync();
            if (last is not null)
            {
                Assert.Equal((last.QueueLife, last.Number + 1), (batch.QueueLife, batch.Number));
            }

            last = batch;
            seqs.AddRange(Seqs(batch.Items));
        }

        Assert.Equal(Enumerable.Range(1, Count).Select(seq => (long)seq), seqs);
    }

    [Fact]
    public async Task A_quiet_stream_carries_numbered_heartbeats()
    {
        await using var gateway = await cluster.StartGatewayAsync(0);
        var first = await gateway.NextAsync();
        var second = await gateway.NextAsync();
        Assert.Empty(first.Items);
        Assert.Empty(second.Items);
        Assert.Equal((first.QueueLife, first.Number + 1), (second.QueueLife, second.Number));
    }

    [Fact]
    public async Task A_gateway_that_hangs_holds_back_nobody_who_shares_its_queue()
    {
        var (hanging, working) = (DeliveryCluster.IdOfQueue(3), DeliveryCluster.IdOfQueue(3));
        await using var one = await cluster.StartGatewayAsync(0, hanging);
        await using var other = await cluster.StartGatewayAsync(1, working);
        var outbox = cluster.OutboxOf(0);
        one.Pause();
        const int Count = 50_000;
        for (var seq = 1; seq <= Count; seq++)
        {
            outbox.Post(hanging, Event(seq));
            if (seq % 100 == 0)
            {
                outbox.Post(working, Event(seq));
                Assert.Equal(seq, Assert.IsType<EventItem>(Assert.Single(await other.NextItemsAsync(1))).Event.Seq);
            }
        }

        // What was dropped shows, as a hole in the numbers or as an item that says so, and the end comes through.
        one.Resume();
        var last = await one.NextAsync();
        var lost = false;
        for (var seq = 0L; seq < Count;)
        {
            var batch = await one.NextAsync();
            lost |= batch.Number != last.Number + 1 || batch.Items.Any(item => item is LostItem);
            last = batch;
            seq = batch.Items.OfType<EventItem>().LastOrDefault()?.Event.Seq ?? seq;
        }

        Assert.True(lost);
    }

    [Fact]
    public async Task The_next_life_of_a_lost_queue_names_itself_and_goes_on()
    {
        await using var gateway = await cluster.StartGatewayAsync(0);
        var before = await gateway.NextAsync();
        await cluster.EndQueueAsync(gateway.Id);
        var after = await gateway.NextAsync();
        while (after.QueueLife == before.QueueLife)
        {
            after = await gateway.NextAsync();
        }

        Assert.Equal(1, after.Number);
        cluster.OutboxOf(1).Post(gateway.Id, Event(1));
        Assert.Contains(await gateway.NextItemsAsync(1), item => item is EventItem);
    }

    [Fact]
    public async Task A_queue_follows_its_reader_and_its_numbers_go_on()
    {
        await using var gateway = await cluster.StartGatewayAsync(0);
        var outbox = cluster.OutboxOf(1);
        var home = await SettledSiloAsync(gateway);
        var last = gateway.LastRead!;
        await cluster.MoveQueueAsync(gateway.Id);
        var seq = 0L;
        var arrived = new List<long>();
        var away = false;
        while (!away || !home.Equals(cluster.SiloOfQueue(gateway.Id)))
        {
            away |= cluster.SiloOfQueue(gateway.Id) is { } silo && !silo.Equals(home);
            outbox.Post(gateway.Id, Event(++seq));
            var batch = await gateway.NextAsync();
            Assert.Equal((last.QueueLife, last.Number + 1), (batch.QueueLife, batch.Number));
            arrived.AddRange(Seqs(batch.Items));
            last = batch;
        }

        Assert.Equal(Enumerable.Range(1, arrived.Count).Select(number => (long)number), arrived);
    }

    [Fact]
    public async Task The_head_of_a_thread_is_told_again_after_its_last_event()
    {
        await using var gateway = await cluster.StartGatewayAsync(0);
        var outbox = cluster.OutboxOf(1);
        var events = new[] { Event(1), Event(2), Event(3) };
        foreach (var item in events)
        {
            outbox.PostEvent(gateway.Id, item.Event, item.Recipients);
        }

        var items = await gateway.NextItemsAsync(4);
        var head = Assert.IsType<HeadItem>(items[3]);
        Assert.Equal((events[2].Event.ThreadId, 3L), (head.ThreadId, head.Seq));
        Assert.Equal(events[2].Recipients.AsEnumerable(), head.Recipients);
    }

    // A queue that lives apart from its reader moves within seconds; seven heartbeats in one place are longer than that.
    private async Task<SiloAddress> SettledSiloAsync(TestGateway gateway)
    {
        var silo = cluster.SiloOfQueue(gateway.Id);
        for (var beats = 0; beats < 7; beats++)
        {
            _ = await gateway.NextAsync();
            var now = cluster.SiloOfQueue(gateway.Id);
            (silo, beats) = now is not null && now.Equals(silo) ? (silo, beats) : (now, 0);
        }

        return silo!;
    }
}
