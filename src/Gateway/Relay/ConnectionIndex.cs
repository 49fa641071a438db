using System.Collections.Concurrent;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Relay;

/// <summary>The connections of this gateway, by user.</summary>
internal sealed class ConnectionIndex
{
    private readonly ConcurrentDictionary<UserId, LocalUser> _users = new();

    /// <summary>The users with connections.</summary>
    public IEnumerable<LocalUser> Users => _users.Select(static pair => pair.Value);

    /// <summary>How many users are connected.</summary>
    public int Count => _users.Count;

    /// <summary>Whether anybody is connected.</summary>
    public bool HasConnections
    {
        get
        {
            foreach (var (_, user) in _users)
            {
                if (user.Connections.Length > 0)
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>A copy of the users with connections.</summary>
    public LocalUser[] Snapshot() => [.. _users.Values];

    /// <summary>The user's connections; none when there are none here.</summary>
    public ChatConnection[] Of(UserId userId) => _users.TryGetValue(userId, out var user) ? user.Connections : [];

    /// <summary>The user of a connection that was added.</summary>
    public LocalUser? Find(UserId userId) => _users.GetValueOrDefault(userId);

    public LocalUser Add(ChatConnection connection)
    {
        while (true)
        {
            var user = _users.GetOrAdd(connection.UserId, static id => new LocalUser(id));
            if (user.TryAdd(connection))
            {
                return user;
            }

            Remove(user);
        }
    }

    /// <summary>Forgets a user who has no connections any more.</summary>
    public void Forget(LocalUser user)
    {
        if (user.TryForget())
        {
            Remove(user);
        }
    }

    /// <summary>Pushes the same to every connection.</summary>
    public void PushToAll(SerializedHubMessage message)
    {
        foreach (var (_, user) in _users)
        {
            foreach (var connection in user.Connections)
            {
                connection.Push(message);
            }
        }
    }

    private void Remove(LocalUser user) => _users.TryRemove(KeyValuePair.Create(user.Id, user));
}
