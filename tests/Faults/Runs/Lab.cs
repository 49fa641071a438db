using System.Globalization;
using ChatOrleans.Faults.Injecting;
using ChatOrleans.Faults.Networks;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Faults.Runs;

/// <summary>The servers that faults are done to: started once, for all runs.</summary>
internal sealed class Lab : IAsyncDisposable
{
    private const short Active = 3;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestHealing = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _logs;

    private Lab(ChatTopology topology, NodeNetwork? network, DirectoryInfo logs)
    {
        Topology = topology;
        Network = network;
        _logs = logs;
        Database = NpgsqlDataSource.Create(topology.Postgres.ConnectionString);
        Supervisor = new Supervisor(topology);
    }

    public ChatTopology Topology { get; }

    /// <summary>The nodes' links; null when they have none of their own.</summary>
    public NodeNetwork? Network { get; }

    public Supervisor Supervisor { get; }

    public NpgsqlDataSource Database { get; }

    /// <summary>The folder with the nodes' output.</summary>
    public string Logs => _logs.FullName;

    /// <summary>Whether <see cref="Logs"/> stays: something was violated.</summary>
    public bool KeepsLogs { get; set; }

    /// <summary>Starts everything.</summary>
    /// <param name="silos">How many.</param>
    /// <param name="gateways">How many.</param>
    /// <param name="hasNetwork">Whether each node gets a link that can be cut.</param>
    /// <param name="settings">Settings of all nodes, as environment variables.</param>
    public static async Task<Lab> StartAsync(
        int silos, int gateways, bool hasNetwork, IReadOnlyDictionary<string, string>? settings = null)
    {
        var logs = Directory.CreateTempSubdirectory("chat-faults-");
        NodeNetwork? network = null;
        try
        {
            network = hasNetwork ? await NodeNetwork.CreateAsync(Names("silo", silos).Concat(Names("gateway", gateways))) : null;
            var all = new Dictionary<string, string>(settings ?? new Dictionary<string, string>(), StringComparer.Ordinal);
            all.TryAdd("Chat__Limits__ExemptNetworks__0", "127.0.0.0/8");
            if (network is not null)
            {
                all.TryAdd("Chat__Limits__ExemptNetworks__1", network.Range);
            }

            var topology = await ChatTopology.StartAsync(new TopologyPlan
            {
                Silos = silos,
                Gateways = gateways,
                Settings = all,
                LogFolder = logs.FullName,
                Place = network is null ? null : network.PlaceOf,
            });
            return new Lab(topology, network, logs);
        }
        catch
        {
            if (network is not null)
            {
                await network.DisposeAsync();
            }

            logs.Delete(recursive: true);
            throw;
        }
    }

    /// <summary>
    /// Done when every node is ready and is the member of the cluster that it thinks it is: a silo that was declared dead
    /// and does not know it yet is not whole.
    /// </summary>
    public async Task HealAsync(CancellationToken cancellationToken)
    {
        var since = TimeProvider.System.GetTimestamp();
        while (!await IsWholeAsync(cancellationToken))
        {
            if (TimeProvider.System.GetElapsedTime(since) > LongestHealing)
            {
                var states = await Task.WhenAll(Topology.Nodes.Select(async node =>
                    $"{node.Name} {(await node.IsReadyAsync(cancellationToken) ? "ready" : node.IsRunning ? "not ready" : "ended")}"));
                throw new OrdealException(
                    $"The servers are not whole {LongestHealing.TotalSeconds:F0} s after the last fault: {string.Join(", ", states)}, "
                    + $"{await MembersAsync(cancellationToken)} active members of {Topology.Silos.Count}.");
            }

            await Task.Delay(Look, cancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Supervisor.DisposeAsync();
        await Database.DisposeAsync();
        await Topology.DisposeAsync();
        if (Network is not null)
        {
            await Network.DisposeAsync();
        }

        if (!KeepsLogs)
        {
            _logs.Delete(recursive: true);
        }
    }

    private async Task<bool> IsWholeAsync(CancellationToken cancellationToken) =>
        await MembersAsync(cancellationToken) == Topology.Silos.Count
        && (await Task.WhenAll(Topology.Nodes.Select(node => node.IsReadyAsync(cancellationToken)))).All(ready => ready);

    private async Task<long> MembersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var command = Database.CreateCommand("SELECT count(*) FROM orleans_member WHERE status = $1");
            command.Parameters.Add(new() { Value = (int)Active });
            return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (NpgsqlException)
        {
            return 0;
        }
    }

    private static IEnumerable<string> Names(string role, int count) =>
        Enumerable.Range(1, count).Select(number => $"{role}-{number.ToString(CultureInfo.InvariantCulture)}");
}
