using System.Collections.Concurrent;
using ChatOrleans.TestKit;

namespace ChatOrleans.Faults.Injecting;

/// <summary>
/// Starts nodes again that have ended by themselves, as systemd or Kubernetes does: a silo that finds itself declared dead
/// ends.
/// </summary>
internal sealed class Supervisor : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RestartPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ExitDeadline = TimeSpan.FromSeconds(5);
    private const int LastWords = 1_500;

    private readonly ChatTopology _topology;
    private readonly ConcurrentDictionary<string, bool> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<UnaskedEnd> _ends = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public Supervisor(ChatTopology topology)
    {
        _topology = topology;
        _watching = Task.WhenAll(topology.Nodes.Select(WatchAsync));
    }

    /// <summary>The ends since the last call of this.</summary>
    public IReadOnlyList<UnaskedEnd> TakeEnds()
    {
        var ends = new List<UnaskedEnd>();
        while (_ends.TryDequeue(out var end))
        {
            ends.Add(end);
        }

        return ends;
    }

    /// <summary>Leaves a node to the caller until <see cref="Release"/>.</summary>
    public void Hold(ChatNode node) => _held[node.Name] = true;

    /// <summary>Looks after a node again.</summary>
    public void Release(ChatNode node) => _held[node.Name] = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task WatchAsync(ChatNode node)
    {
        while (true)
        {
            await Task.Delay(Look, _stop.Token);
            try
            {
                if (!node.IsRunning && !_held.GetValueOrDefault(node.Name))
                {
                    await StartAgainAsync(node);
                }
            }
            catch (Exception fault) when (!_stop.IsCancellationRequested)
            {
                // A supervisor never gives up; the next look tries again.
                await Console.Error.WriteLineAsync($"{node.Name} can't be started again yet: {fault}");
            }
        }
    }

    private async Task StartAgainAsync(ChatNode node)
    {
        var code = await node.Exited.WaitAsync(ExitDeadline, _stop.Token);
        var output = node.Output;
        _ends.Enqueue(new UnaskedEnd(node.Name, code, output[Math.Max(0, output.Length - LastWords)..]));
        await Task.Delay(RestartPause, _stop.Token);
        if (!node.IsRunning && !_held.GetValueOrDefault(node.Name))
        {
            await node.BeginAsync();
        }
    }
}
