using ChatOrleans.TestKit;

namespace ChatOrleans.Nodes.Tests;

public sealed class LearnedSilosTests
{
    [Fact]
    public async Task A_gateway_outlives_its_seed_and_uses_a_silo_that_came_later()
    {
        // With TLS inside the cluster, which is the harder way to the same end.
        using var authority = new CertificateAuthority("ours");
        await using var topology = await ChatTopology.StartAsync(new TopologyPlan
        {
            Silos = 3,
            Gateways = 1,
            Settings = Settings.Unlimited.Concat(authority.Settings()).ToDictionary(),
            GatewaySettings = new Dictionary<string, string>
            {
                // The first silo is the only seed: nobody listens at the others.
                ["Chat__Gateway__Silos__1"] = "127.0.0.1:1",
                ["Chat__Gateway__Silos__2"] = "127.0.0.1:1",
            },
        });
        var (seed, second, later) = (topology.Silos[0], topology.Silos[1], topology.Silos[2]);
        Assert.Equal(0, await later.TerminateAsync());
        await using var talk = await Chatter.StartAsync(topology, gateway: 0);
        await talk.SendAsync();

        await seed.KillAsync();
        await talk.SendAsync();

        var told = Lists(topology.Gateways[0]).Length;
        await later.RestartAsync();
        await LearnsAsync(topology.Gateways[0], later, told);
        await second.KillAsync();
        await talk.SendAsync();
        await using var newcomers = await Chatter.StartAsync(topology, gateway: 0);
        await newcomers.SendAsync();

        await talk.MustHoldAllAsync();
        await newcomers.MustHoldAllAsync();
    }

    [Fact]
    public async Task A_silo_takes_the_place_of_a_cluster_that_was_lost_whole()
    {
        await using var topology = await ChatTopology.StartAsync(
            new TopologyPlan { Silos = 2, Gateways = 0, Settings = Settings.Unlimited });
        var (lost, next) = (topology.Silos[0], topology.Silos[1]);
        Assert.Equal(0, await next.TerminateAsync());
        await using var talk = await Chatter.StartAsync(topology, gateway: 0);
        await talk.SendAsync();

        // Nobody is left who could declare it dead, and the next one has another address.
        await lost.KillAsync();
        await next.RestartAsync();

        Assert.Contains("the whole cluster has been silent", next.Output, StringComparison.Ordinal);
    }

    // A gateway asks every second, and says so when the list has changed.
    private static async Task LearnsAsync(ChatNode gateway, ChatNode silo, int told)
    {
        var address = $":{silo.Settings["Chat__Cluster__GatewayPort"]}";
        using var timer = new CancellationTokenSource(Patience.Deadline);
        while (!Array.Exists(Lists(gateway)[told..], list => list.Contains(address, StringComparison.Ordinal)))
        {
            timer.Token.ThrowIfCancellationRequested();
            await Task.Delay(Patience.Pause, CancellationToken.None);
        }
    }

    private static string[] Lists(ChatNode gateway) =>
        [.. gateway.Output.Split('\n').Where(line => line.Contains("The silos, by membership", StringComparison.Ordinal))];
}
