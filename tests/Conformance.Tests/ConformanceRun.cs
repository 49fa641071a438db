using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.Conformance.Tests.Proxy;
using ChatOrleans.Conformance.Tests.Running;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests;

/// <summary>
/// Runs rows, each a scenario with a client, side by side: their time goes into waiting. Those that something happens to
/// the server in have a server of their own, which it happens to once for all that want the same.
/// </summary>
public sealed class ConformanceRun : IAsyncLifetime
{
    private const int SideBySide = 14;
    private const int Addresses = 160;

    private readonly HostTokens _host = new();
    private readonly RowQueue _calm = new();
    private readonly RowQueue _ordeals = new();
    private readonly Dictionary<string, (RowQueue Queue, RowJob Job)> _rows = [];
    private readonly List<Task> _workers = [];
    private DriverPool? _drivers;
    private FaultProxy? _proxy;
    private ChatServer? _server;
    private ChatServer? _ordealServer;

    /// <summary>All rows there are.</summary>
    public static IReadOnlyList<string> Rows { get; } =
        [.. ScenarioFolder.All.Values.SelectMany(scenario => scenario.Clients.Select(client => NameOf(scenario, client)))];

    public async Task InitializeAsync()
    {
        _drivers = DriverPool.Open();
        _proxy = await FaultProxy.StartAsync(Addresses);
        _server = await StartServerAsync();
        // A half-open connection takes the longest to be noticed, and nobody has anything to do meanwhile.
        foreach (var group in ScenarioFolder.All.Values.OrderByDescending(scenario => scenario.Stalls).GroupBy(scenario => scenario.Ordeal))
        {
            var tales = group.SelectMany(scenario => scenario.Clients.Select(client => (scenario, client))).ToArray();
            if (group.Key.Length > 0)
            {
                Add(_ordeals, tales);
            }
            else
            {
                Array.ForEach(tales, tale => Add(_calm, tale));
            }
        }
    }

    public async Task DisposeAsync()
    {
        _calm.Stop();
        _ordeals.Stop();
        await Task.WhenAll(_workers);
        await (_drivers?.DisposeAsync() ?? ValueTask.CompletedTask);
        foreach (var server in new[] { _server, _ordealServer }.OfType<ChatServer>())
        {
            await server.DisposeAsync();
        }

        await (_proxy?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    /// <summary>Done when the row has held. The first one that is asked for has all begin, and goes first.</summary>
    public Task OfAsync(string row)
    {
        var (queue, job) = _rows[row];
        queue.Promote(job);
        if (_workers.Count == 0)
        {
            _workers.Add(WorkAsync(_ordeals, async () => _ordealServer ??= await StartServerAsync()));
            _workers.AddRange(Enumerable.Range(0, SideBySide).Select(_ => WorkAsync(_calm, () => Task.FromResult(_server!))));
        }

        return job.OfAsync(row);
    }

    private static string NameOf(Scenario scenario, ClientKind client) => $"{scenario.Name} · {client.ToString().ToLowerInvariant()}";

    private void Add(RowQueue queue, params (Scenario Scenario, ClientKind Client)[] tales)
    {
        var job = new RowJob(tales.ToDictionary(tale => NameOf(tale.Scenario, tale.Client)));
        queue.Add(job);
        foreach (var row in job.Rows)
        {
            _rows.Add(row, (queue, job));
        }
    }

    private async Task WorkAsync(RowQueue queue, Func<Task<ChatServer>> server)
    {
        while (queue.Take() is { } job)
        {
            try
            {
                var shared = new StoryServer(await server(), job.Rows.Count);
                await job.RunAsync(new Surroundings(shared, _proxy!, _drivers!, _host));
            }
            catch (ExpectationException exception)
            {
                job.Fail(exception);
            }
        }
    }

    // No limit is met by accident: so many people come from one address.
    private Task<ChatServer> StartServerAsync() => ChatServer.StartAsync(
        new Dictionary<string, string>(_host.Settings) { ["Chat__Limits__ExemptNetworks__0"] = "127.0.0.0/8" });
}
