using ChatOrleans.TestKit;

namespace ChatOrleans.Nodes.Tests;

public sealed class DrainTests
{
    private const int Talks = 8;
    private const int Least = 1_000;
    private const int Spread = 400;

    [Fact]
    public async Task A_silo_and_a_gateway_that_are_told_to_stop_lose_and_double_nothing()
    {
        await using var topology = await ChatTopology.StartAsync(new TopologyPlan
        {
            Silos = 2,
            Gateways = 2,
            Settings = Settings.Unlimited,
            GatewaySettings = new Dictionary<string, string>
            {
                ["Chat__Drain__ReconnectAfterMs"] = $"{Least}",
                ["Chat__Drain__ReconnectSpreadMs"] = $"{Spread}",
            },
        });
        var talks = await Task.WhenAll(Enumerable.Range(0, Talks).Select(talk => Chatter.StartAsync(topology, talk % 2)));
        foreach (var talk in talks)
        {
            talk.Begin();
        }

        await MoreAsync(talks);
        Assert.Equal(0, await topology.Silos[0].TerminateAsync());
        await MoreAsync(talks);
        Assert.Equal(0, await topology.Gateways[1].TerminateAsync());
        await MoreAsync(talks);

        await Task.WhenAll(talks.Select(talk => talk.EndAsync()));
        foreach (var talk in talks)
        {
            await talk.MustHoldAllAsync();
            await talk.DisposeAsync();
        }

        // Those of the second gateway were told once each, and not all the same.
        var waits = talks.SelectMany(talk => talk.Waits).ToList();
        Assert.Equal(Talks / 2, waits.Count);
        Assert.All(waits, wait => Assert.InRange(wait, Least, Least + Spread));
        Assert.Equal(waits.Count, waits.Distinct().Count());
    }

    private static Task MoreAsync(Chatter[] talks) => Task.WhenAll(talks.Select(talk => talk.MoreAsync(10)));
}
