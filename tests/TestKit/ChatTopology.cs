using System.Globalization;
using System.Net;

namespace ChatOrleans.TestKit;

/// <summary>Several silos and gateways as processes of their own, on one PostgreSQL. In the end nothing of it is left.</summary>
public sealed class ChatTopology : IAsyncDisposable
{
    /// <summary>How long a node may take to get ready, on a machine that many of them start on at once.</summary>
    public static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(120);

    private readonly TopologyPlan _plan;
    private int _users;

    private ChatTopology(TopologyPlan plan, PostgresServer postgres)
    {
        _plan = plan;
        Postgres = postgres;
        var silos = Enumerable.Range(1, plan.Silos).Select(MakeSilo).ToArray();
        Silos = [.. silos.Select(silo => silo.Node)];
        Gateways = [.. Enumerable.Range(1, plan.Gateways).Select(number => MakeGateway(number, silos.Select(silo => silo.Port)))];
        Api = new ChatApi(() => Urls[0]);
    }

    /// <summary>The database of all.</summary>
    public PostgresServer Postgres { get; }

    /// <summary>The silos.</summary>
    public IReadOnlyList<ChatNode> Silos { get; }

    /// <summary>The gateways of their own.</summary>
    public IReadOnlyList<ChatNode> Gateways { get; }

    /// <summary>All of them.</summary>
    public IEnumerable<ChatNode> Nodes => Silos.Concat(Gateways);

    /// <summary>Where people connect.</summary>
    public IReadOnlyList<Uri> Urls => [.. (Gateways.Count > 0 ? Gateways : Silos).Select(node => node.Url)];

    /// <summary>The HTTP calls, to the first of <see cref="Urls"/>.</summary>
    public ChatApi Api { get; }

    /// <summary>Starts so many silos and gateways and waits until all are ready.</summary>
    public static Task<ChatTopology> StartAsync(
        int silos, int gateways, IReadOnlyDictionary<string, string>? settings = null) =>
        StartAsync(new TopologyPlan
        {
            Silos = silos,
            Gateways = gateways,
            Settings = settings ?? new Dictionary<string, string>(),
        });

    /// <summary>Starts what the plan says and waits until all are ready.</summary>
    public static async Task<ChatTopology> StartAsync(TopologyPlan plan)
    {
        var postgres = await PostgresServer.StartAsync(plan.PostgresSettings);
        var topology = new ChatTopology(plan, postgres);
        try
        {
            await topology.RunVerbAsync("migrate");

            // As an operator does it on an empty database: one silo, then the others, then those that need them.
            await topology.Silos[0].RestartAsync();
            await Task.WhenAll(topology.Silos.Skip(1).Select(node => node.RestartAsync()));
            await Task.WhenAll(topology.Gateways.Select(node => node.RestartAsync()));
            return topology;
        }
        catch
        {
            await topology.DisposeAsync();
            throw;
        }
    }

    /// <summary>Registers somebody under a handle that nobody has.</summary>
    public Task<Account> RegisterAsync(string name = "user") =>
        Api.RegisterAsync($"{name}.{Interlocked.Increment(ref _users)}.{Random.Shared.Next(1_000_000_000)}");

    /// <summary>Waits until every node says that it is ready; each of them has to run.</summary>
    public Task WaitUntilReadyAsync() => Task.WhenAll(Nodes.Select(node => node.WaitUntilReadyAsync(StartDeadline)));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Nodes.Select(node => node.DisposeAsync().AsTask()));
        await Postgres.DisposeAsync();
        Api.Dispose();
    }

    /// <summary>Runs a verb on the database, while it is used; what it wrote.</summary>
    public async Task<string> RunVerbAsync(params string[] arguments)
    {
        await using var process = ServerProcess.Start(new ProgramStart
        {
            Project = "Silo",
            Arguments = arguments,
            Settings = With(("ConnectionStrings__Chat", Postgres.ConnectionString)),
        });
        var code = await process.WaitForExitAsync(StartDeadline);
        return code == 0
            ? process.Output
            : throw new ExpectationException($"The verb ended with {code}. Its output:{Environment.NewLine}{process.Output}");
    }

    private (ChatNode Node, string Port) MakeSilo(int number)
    {
        var name = $"silo-{number.ToString(CultureInfo.InvariantCulture)}";
        var (address, launcher) = PlaceOf(name);
        var gatewayPort = FreePorts.Next().ToString(CultureInfo.InvariantCulture);
        var role = _plan.Gateways > 0 ? NodeRole.Silo : NodeRole.Both;
        var settings = With(
            ("Chat__Role", role == NodeRole.Silo ? "silo" : "both"),
            ("ConnectionStrings__Chat", Postgres.ConnectionString),
            ("Chat__Cluster__AdvertisedAddress", address.ToString()),
            ("Chat__Cluster__SiloPort", FreePorts.Next().ToString(CultureInfo.InvariantCulture)),
            ("Chat__Cluster__GatewayPort", gatewayPort));
        return (MakeNode(name, role, "Silo", address, launcher, Over(settings, _plan.SiloSettings)), $"{address}:{gatewayPort}");
    }

    private ChatNode MakeGateway(int number, IEnumerable<string> silos)
    {
        var name = $"gateway-{number.ToString(CultureInfo.InvariantCulture)}";
        var (address, launcher) = PlaceOf(name);
        var known = silos.Select((silo, i) => ($"Chat__Gateway__Silos__{i.ToString(CultureInfo.InvariantCulture)}", silo));
        return MakeNode(
            name, NodeRole.Gateway, "Gateway", address, launcher, Over(With([.. known]), _plan.GatewaySettings));
    }

    private ChatNode MakeNode(
        string name,
        NodeRole role,
        string project,
        IPAddress address,
        IReadOnlyList<string> launcher,
        IReadOnlyDictionary<string, string> settings)
    {
        var url = new Uri($"http://{address}:{FreePorts.Next().ToString(CultureInfo.InvariantCulture)}");
        return new ChatNode(name, role, url, new ProgramStart
        {
            Project = project,
            Arguments = ["--urls", url.GetLeftPart(UriPartial.Authority)],
            Settings = settings,
            Launcher = launcher,
            LogFile = _plan.LogFolder is null ? null : Path.Combine(_plan.LogFolder, name + ".log"),
        });
    }

    private (IPAddress Address, IReadOnlyList<string> Launcher) PlaceOf(string name) =>
        _plan.Place?.Invoke(name) ?? (IPAddress.Loopback, []);

    private Dictionary<string, string> With(params (string Key, string Value)[] own)
    {
        var settings = own.ToDictionary(setting => setting.Key, setting => setting.Value, StringComparer.Ordinal);
        return Over(settings, _plan.Settings);
    }

    private static Dictionary<string, string> Over(
        Dictionary<string, string> settings, IReadOnlyDictionary<string, string> further)
    {
        foreach (var (key, value) in further)
        {
            settings[key] = value;
        }

        return settings;
    }
}
