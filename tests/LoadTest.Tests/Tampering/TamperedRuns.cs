using ChatOrleans.LoadTest.Tampering;
using ChatOrleans.TestKit;

namespace ChatOrleans.LoadTest.Tests.Tampering;

/// <summary>
/// All runs of the self-test against one real server, some at a time: they mostly wait.
/// </summary>
public sealed class TamperedRuns : IAsyncLifetime, IDisposable
{
    private const int AtATime = 6;

    private static readonly string[] Limits = ["Registration", "Login", "Opening", "OpeningPair", "Sends", "SendLookups"];

    private readonly SemaphoreSlim _places = new(AtATime);
    private readonly Dictionary<string, Task<TamperedRun>> _runs = [];
    private ChatServer? _server;

    /// <summary>The closed loop with nobody tampering.</summary>
    internal const string CleanFlood = "clean flood";

    /// <summary>The open loop with nobody tampering.</summary>
    internal const string CleanRate = "clean rate";

    public async Task InitializeAsync()
    {
        var settings = new Dictionary<string, string> { ["Chat__Passwords__Threads"] = "2" };
        foreach (var limit in Limits)
        {
            settings[$"Chat__Limits__{limit}__PerSecond"] = "100000";
            settings[$"Chat__Limits__{limit}__Burst"] = "1000000";
        }

        _server = await ChatServer.StartAsync(settings);
        string[] rate = ["rate", "--rate", "400"];

        // The slowest first: what gets no answer is waited for as long as the server may take to find one.
        foreach (var (name, way) in TamperCase.All.OrderBy(way => way.Value.Kind))
        {
            _runs[name] = RunAsync(rate, way.Settings);
        }

        var nothing = new TamperSettings { Kinds = [] };
        _runs[CleanRate] = RunAsync(rate, nothing);
        _runs[CleanFlood] = RunAsync(["flood"], nothing);
    }

    public async Task DisposeAsync()
    {
        try
        {
            await Task.WhenAll(_runs.Values);
        }
        finally
        {
            await _server!.DisposeAsync();
        }
    }

    public void Dispose() => _places.Dispose();

    internal Task<TamperedRun> Of(string name) => _runs[name];

    private async Task<TamperedRun> RunAsync(string[] scenario, TamperSettings settings)
    {
        await _places.WaitAsync();
        try
        {
            return await Task.Run(() => TamperedRun.MakeAsync(_server!.Url, scenario, settings));
        }
        finally
        {
            _places.Release();
        }
    }
}
