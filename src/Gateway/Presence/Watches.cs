using System.Collections.Concurrent;
using System.Collections.Immutable;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

/// <summary>Which connections learn of whose presence. It is written at connecting, opening and closing; pushes only read.</summary>
internal sealed class Watches
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<UserId, ChatConnection[]> _watchers = new();

    /// <summary>How many users are watched here.</summary>
    public int Count => _watchers.Count;

    /// <summary>A copy of the users who are watched here.</summary>
    public UserId[] Snapshot() => [.. _watchers.Keys];

    /// <summary>The connections that watch a user, to be read without a lock.</summary>
    public ChatConnection[] Of(UserId userId) => _watchers.GetValueOrDefault(userId, []);

    /// <summary>Replaces a client's list.</summary>
    /// <returns>The users whom the connection did not watch before.</returns>
    public ImmutableArray<UserId> Replace(ChatConnection connection, ImmutableArray<UserId> listed)
    {
        var added = ImmutableArray.CreateBuilder<UserId>();
        lock (_gate)
        {
            UserId[] before = [.. connection.Watching.Users];
            foreach (var userId in before)
            {
                if (!listed.Contains(userId))
                {
                    Change(connection, userId, connection.Watching.ReasonsFor(userId) & ~WatchReasons.Listed);
                }
            }

            foreach (var userId in listed)
            {
                if (Change(connection, userId, connection.Watching.ReasonsFor(userId) | WatchReasons.Listed))
                {
                    added.Add(userId);
                }
            }
        }

        return added.ToImmutable();
    }

    /// <summary>Watches the peer of an active thread; true when the connection did not before.</summary>
    public bool AddPeer(ChatConnection connection, UserId peer)
    {
        lock (_gate)
        {
            return Change(connection, peer, connection.Watching.ReasonsFor(peer) | WatchReasons.Peer);
        }
    }

    /// <summary>The thread with this peer is not active any more.</summary>
    public void RemovePeer(ChatConnection connection, UserId peer)
    {
        lock (_gate)
        {
            Change(connection, peer, connection.Watching.ReasonsFor(peer) & ~WatchReasons.Peer);
        }
    }

    /// <summary>The connection is gone.</summary>
    public void Remove(ChatConnection connection)
    {
        lock (_gate)
        {
            UserId[] before = [.. connection.Watching.Users];
            foreach (var userId in before)
            {
                Change(connection, userId, WatchReasons.None);
            }

            connection.Watching.IsClosed = true;
        }
    }

    /// <returns>Whether the connection begins to watch the user with this.</returns>
    private bool Change(ChatConnection connection, UserId userId, WatchReasons reasons)
    {
        var before = connection.Watching.ReasonsFor(userId);
        if (before == reasons || connection.Watching.IsClosed)
        {
            return false;
        }

        connection.Watching.Set(userId, reasons);
        var watchers = Of(userId);
        if (before == WatchReasons.None)
        {
            _watchers[userId] = [.. watchers, connection];
            return true;
        }

        if (reasons == WatchReasons.None)
        {
            var rest = Array.FindAll(watchers, other => other != connection);
            if (rest.Length > 0)
            {
                _watchers[userId] = rest;
            }
            else
            {
                _watchers.TryRemove(userId, out _);
            }
        }

        return false;
    }
}
