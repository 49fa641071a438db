using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Relay;

/// <summary>
/// The way out of a process: it becomes unready, takes nobody new, tells every connection, once, that this node is going
/// away, and gives the clients time to hear it. A silo without clients only becomes unready.
/// </summary>
internal sealed class Draining : IDisposable
{
    /// <summary>Different waits that clients are told; each is serialized once.</summary>
    private const int Waits = 64;

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly ConnectionIndex _connections;
    private readonly TimeProvider _time;
    private readonly TimeSpan _delay;
    private readonly TimeSpan _grace;
    private readonly SerializedHubMessage[] _messages;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _hurry = new();
    private Task? _drained;
    private volatile bool _leaving;
    private volatile bool _begun;
    private uint _told;

    public Draining(ConnectionIndex connections, TimeProvider time, IOptions<DrainOptions> options)
    {
        var drain = options.Value;
        _connections = connections;
        _time = time;
        _delay = TimeSpan.FromMilliseconds(drain.DelayMs);
        _grace = TimeSpan.FromMilliseconds(drain.GraceMs);
        _messages = [.. Enumerable.Range(0, Waits)
            .Select(step => PushMessages.Draining(drain.ReconnectAfterMs + (drain.ReconnectSpreadMs * step / (Waits - 1))))];
    }

    /// <summary>Whether the process is on its way out: it is not ready any more.</summary>
    public bool IsLeaving => _leaving;

    /// <summary>Whether new connections are refused.</summary>
    public bool HasBegun => _begun;

    /// <summary>Drains; ends when the connections are gone or their time is over. Called again it returns the same.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            return _drained ??= DrainCoreAsync();
        }
    }

    /// <summary>Ends all waiting.</summary>
    public void Hurry() => _hurry.Cancel();

    /// <summary>Tells a connection that was being made when draining began. Called after it is in the index.</summary>
    public void Greet(ChatConnection connection)
    {
        if (_begun)
        {
            Tell(connection);
        }
    }

    public void Dispose() => _hurry.Dispose();

    private async Task DrainCoreAsync()
    {
        _leaving = true;
        if (_delay > TimeSpan.Zero)
        {
            await Task.Delay(_delay, _time, _hurry.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _begun = true;
        foreach (var user in _connections.Users)
        {
            foreach (var connection in user.Connections)
            {
                Tell(connection);
            }
        }

        var start = _time.GetTimestamp();
        while (_connections.HasConnections && _time.GetElapsedTime(start) < _grace && !_hurry.IsCancellationRequested)
        {
            await Task.Delay(Poll, _time);
        }
    }

    /// <summary>Each the next step's wait, from a step of their own, so that neighbours in any order come apart.</summary>
    private void Tell(ChatConnection connection)
    {
        // 37 and 64 have no divisor in common: 64 connections in a row get 64 different waits.
        var step = Interlocked.Increment(ref _told) * 37 % Waits;
        connection.PushDraining(_messages[step]);
    }
}
