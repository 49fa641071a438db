using System.Net;
using ChatOrleans.LoadTest.Fleet;

namespace ChatOrleans.LoadTest.Tests.Fleet;

/// <summary>Agents on free ports of this machine, until they are disposed.</summary>
internal sealed class Agents : IAsyncDisposable
{
    private readonly CancellationTokenSource _over = new();
    private readonly List<Task> _serving = [];
    private readonly List<string> _addresses = [];

    private Agents()
    {
    }

    public IReadOnlyList<string> Addresses => _addresses;

    public static async Task<Agents> StartAsync(int count, string token, Func<ScenarioPart, IDivisibleScenario> make)
    {
        var agents = new Agents();
        for (var i = 0; i < count; i++)
        {
            var ready = new TaskCompletionSource<EndPoint>();
            agents._serving.Add(new Agent(token, make).RunAsync(new IPEndPoint(IPAddress.Loopback, 0), ready.SetResult, agents._over.Token));
            agents._addresses.Add((await ready.Task).ToString()!);
        }

        return agents;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_serving);
        _over.Dispose();
    }
}
