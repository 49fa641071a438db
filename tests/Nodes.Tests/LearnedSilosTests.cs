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

        await later.RestartAsync();
        await second.KillAsync();
        await talk.SendAsync();
        await using var newcomers = await Chatter.StartAsync(topology, gateway: 0);
        await newcomers.SendAsync();

        await talk.MustHoldAllAsync();
        await newcomers.MustHoldAllAsync();
    }
}
