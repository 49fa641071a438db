using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Relay;

/// <summary>Tells every connection, once, that this node is going away, and gives the clients time to hear it.</summary>
internal sealed class Draining
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(20);

    private readonly ConnectionIndex _connections;
    private readonly TimeProvider _time;
    private readonly TimeSpan _grace;
    private readonly SerializedHubMessage _message;
    private readonly Lock _gate = new();
    private Task? _drained;
    private volatile bool _begun;

    public Draining(ConnectionIndex connections, TimeProvider time, IOptions<DrainOptions> options)
    {
        _connections = connections;
        _time = time;
        _grace = TimeSpan.FromMilliseconds(options.Value.GraceMs);
        _message = PushMessages.Draining(options.Value.ReconnectAfterMs);
    }

    /// <summary>Whether it has begun: new connections are refused.</summary>
    public bool HasBegun => _begun;

    /// <summary>Drains; ends when the connections are gone or their time is over. Called again it returns the same.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            return _drained ??= DrainCoreAsync();
        }
    }

    /// <summary>Tells a connection that was being made when draining began. Called after it is in the index.</summary>
    public void Greet(ChatConnection connection)
    {
        if (_begun)
        {
            connection.PushDraining(_message);
        }
    }

    private async Task DrainCoreAsync()
    {
        _begun = true;
        foreach (var user in _connections.Users)
        {
            foreach (var connection in user.Connections)
            {
                connection.PushDraining(_message);
            }
        }

        var start = _time.GetTimestamp();
        while (_connections.HasConnections && _time.GetElapsedTime(start) < _grace)
        {
            await Task.Delay(Poll, _time);
        }
    }
}
