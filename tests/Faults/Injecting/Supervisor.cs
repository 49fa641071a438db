using System.Collections.Concurrent;
using System.Collections.Frozen;
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
    private const int LastWords = 1_500;

    // Whoever has a node's lock is the only one who ends or starts it, so that what is seen of it stays so.
    private readonly FrozenDictionary<ChatNode, SemaphoreSlim> _locks;
    private readonly ConcurrentQueue<UnaskedEnd> _ends = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _watching;

    public Supervisor(ChatTopology topology)
    {
        _locks = topology.Nodes.ToFrozenDictionary(node => node, _ => new SemaphoreSlim(1));
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

    /// <summary>Leaves a node to the caller until <see cref="Release"/>; one that is being started is started first.</summary>
    public Task HoldAsync(ChatNode node) => _locks[node].WaitAsync();

    /// <summary>Looks after a node again.</summary>
    public void Release(ChatNode node) => _locks[node].Release();

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
            await _locks[node].WaitAsync(_stop.Token);
            try
            {
                if (!node.IsRunning)
                {
                    await StartAgainAsync(node);
                }
            }
            catch (Exception fault) when (!_stop.IsCancellationRequested)
            {
                // A supervisor never gives up; the next look tries again.
                await Console.Error.WriteLineAsync($"{node.Name} can't be started again yet: {fault}");
            }
            finally
            {
                _locks[node].Release();
            }
        }
    }

    private async Task StartAgainAsync(ChatNode node)
    {
        var output = node.Output;
        _ends.Enqueue(new UnaskedEnd(node.Name, await node.Exited, output[Math.Max(0, output.Length - LastWords)..]));
        await Task.Delay(RestartPause, _stop.Token);
        await node.BeginAsync();
    }
}
