using ChatOrleans.LoadTest.Scenarios;
using ChatOrleans.LoadTest.Tampering;

namespace ChatOrleans.LoadTest.Tests.Tampering;

/// <summary>All runs of the self-test against one real server, some at a time: they mostly wait.</summary>
public sealed class TamperedRuns(HarnessServer server) : IAsyncLifetime, IDisposable
{
    private const int AtATime = 6;

    /// <summary>The closed loop with nobody tampering.</summary>
    internal const string CleanFlood = "clean flood";

    /// <summary>The open loop with nobody tampering.</summary>
    internal const string CleanRate = "clean rate";

    /// <summary>The harness's own, in seconds.</summary>
    internal const int Patience = 20;

    private readonly SemaphoreSlim _places = new(AtATime);
    private readonly Dictionary<string, Task<TamperedRun>> _runs = [];

    public Task InitializeAsync()
    {
        // The slowest first: what gets no answer is waited for as long as the server may take to find one.
        foreach (var (name, way) in TamperCase.All.OrderBy(way => way.Value.Kind))
        {
            _runs[name] = RunAsync(ScenarioNames.Rate, way.Settings, way.PatienceSeconds);
        }

        var nothing = new TamperSettings { Kinds = [] };
        _runs[CleanRate] = RunAsync(ScenarioNames.Rate, nothing, Patience);
        _runs[CleanFlood] = RunAsync(ScenarioNames.Flood, nothing, Patience);
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Task.WhenAll(_runs.Values);

    public void Dispose() => _places.Dispose();

    internal Task<TamperedRun> Of(string name) => _runs[name];

    private async Task<TamperedRun> RunAsync(string scenario, TamperSettings settings, int patienceSeconds)
    {
        await _places.WaitAsync();
        try
        {
            return await Task.Run(() => TamperedRun.MakeAsync(server.Server, scenario, settings, patienceSeconds));
        }
        finally
        {
            _places.Release();
        }
    }
}
