using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Relay;

/// <summary>A user with connections at this gateway.</summary>
internal sealed class LocalUser
{
    private readonly Lock _gate = new();
    private volatile ChatConnection[] _connections = [];
    private Task _lastCall = Task.CompletedTask;
    private bool _forgotten;

    public LocalUser(UserId id) => Id = id;

    public UserId Id { get; }

    /// <summary>The connections, to be read without a lock.</summary>
    public ChatConnection[] Connections => _connections;

    /// <summary>The version of the route that the last lease's answer had; 0 before the first.</summary>
    public long RouteVersion { get; set; }

    /// <summary>Whether a lease was ever asked for: without, there is none to end.</summary>
    public bool WasAsked { get; set; }

    /// <summary>When the lease was taken or renewed last.</summary>
    public long LeasedAt { get; set; }

    /// <summary>Adds a connection; false when this object has been forgotten and another one has to be used.</summary>
    public bool TryAdd(ChatConnection connection)
    {
        lock (_gate)
        {
            if (_forgotten)
            {
                return false;
            }

            _connections = [.. _connections, connection];
            return true;
        }
    }

    /// <summary>Removes a connection; true when it was the last.</summary>
    public bool Remove(ChatConnection connection)
    {
        lock (_gate)
        {
            var connections = _connections;
            _connections = Array.FindAll(connections, other => other != connection);
            return connections.Length > 0 && _connections.Length == 0;
        }
    }

    /// <summary>Ends the use of this object if it has no connections.</summary>
    public bool TryForget()
    {
        lock (_gate)
        {
            _forgotten |= _connections.Length == 0;
            return _forgotten;
        }
    }

    /// <summary>
    /// Calls the user's grain after the calls before, so that an end of the lease never overtakes a new beginning.
    /// </summary>
    public Task<T> CallInTurnAsync<T>(Func<LocalUser, Task, Task<T>> call)
    {
        lock (_gate)
        {
            var task = call(this, _lastCall);
            _lastCall = task;
            return task;
        }
    }
}
