using ChatOrleans.TestKit;

namespace ChatOrleans.Storm.Tests;

/// <summary>One silo, two gateways, and a PostgreSQL that counts its statements.</summary>
public sealed class TwoGateways : IAsyncLifetime
{
    private ChatTopology? _topology;

    public ChatTopology Topology => _topology!;

    public async Task InitializeAsync() => _topology = await ChatTopology.StartAsync(new TopologyPlan
    {
        Silos = 1,
        Gateways = 2,
        PostgresSettings = new Dictionary<string, string> { ["shared_preload_libraries"] = "pg_stat_statements" },
    });

    public async Task DisposeAsync() => await Topology.DisposeAsync();
}
