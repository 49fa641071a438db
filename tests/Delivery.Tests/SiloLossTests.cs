using ChatOrleans.Grains.Abstractions.Delivery;
using Xunit;
using static ChatOrleans.Delivery.Tests.Pushes;

namespace ChatOrleans.Delivery.Tests;

public sealed class SiloLossTests : IAsyncLifetime
{
    private readonly DeliveryCluster _cluster = new();

    [Fact]
    public async Task Every_stream_goes_on_when_a_silo_goes_away_and_what_was_lost_shows()
    {
        // One gateway on each queue: some queues and readers live on the silo that goes.
        var gateways = new List<TestGateway>();
        for (var key = 0; key < DeliveryQueues.Count; key++)
        {
            gateways.Add(await _cluster.StartGatewayAsync(0, DeliveryCluster.IdOfQueue(key)));
        }

        await _cluster.KillSiloAsync(1);
        await Task.WhenAll(gateways.Select(GoesOnAsync));
        foreach (var gateway in gateways)
        {
            await gateway.DisposeAsync();
        }
    }

    private async Task GoesOnAsync(TestGateway gateway)
    {
        var outbox = _cluster.OutboxOf(0);
        var last = gateway.LastRead!;
        var lost = false;
        var arrived = new List<long>();
        for (var seq = 1; arrived.Count < 5; seq++)
        {
            outbox.Post(gateway.Id, Event(seq));
            var batch = await gateway.NextAsync();
            lost |= (batch.QueueLife, batch.Number) != (last.QueueLife, last.Number + 1);
            lost |= batch.Items.Any(item => item is LostItem);
            arrived.AddRange(Seqs(batch.Items));
            last = batch;
        }

        Assert.True(lost || arrived.SequenceEqual(Enumerable.Range(1, arrived.Count).Select(seq => (long)seq)));
    }

    public Task InitializeAsync() => _cluster.InitializeAsync();

    public Task DisposeAsync() => _cluster.DisposeAsync();
}
