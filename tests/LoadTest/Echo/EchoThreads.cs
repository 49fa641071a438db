using System.Collections.Concurrent;
using ChatOrleans.LoadTest.Accounts;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.LoadTest.Echo;

/// <summary>Who is connected, and who talks to whom.</summary>
internal sealed class EchoThreads
{
    private readonly ConcurrentDictionary<string, string> _connections = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EchoThread> _threads = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, EchoThread> _current = new(StringComparer.Ordinal);

    /// <summary>Somebody whom the echo believes whoever comes to be.</summary>
    public static Account Nobody()
    {
        var name = Guid.NewGuid().ToString("N");
        return new Account { UserId = name, Handle = name, AccessToken = name, RefreshToken = name };
    }

    public void Connect(string userId, string connectionId) => _connections[userId] = connectionId;

    public void Disconnect(string userId)
    {
        _connections.TryRemove(userId, out _);
        if (_current.TryRemove(userId, out var thread))
        {
            _threads.TryRemove(thread.ThreadId, out _);
        }
    }

    public EchoThread Open(string one, string other)
    {
        var thread = new EchoThread(Guid.NewGuid().ToString("N"), one, other);
        _threads[thread.ThreadId] = thread;
        _current[one] = thread;
        _current[other] = thread;
        return thread;
    }

    public IEnumerable<EchoThread> Of(string userId) => _current.TryGetValue(userId, out var thread) ? [thread] : [];

    /// <summary>The thread, and the connection of its other member.</summary>
    public (EchoThread Thread, string ConnectionId) Partner(string threadId, string userId) =>
        _threads.TryGetValue(threadId, out var thread) && thread.Has(userId)
        && _connections.TryGetValue(thread.PartnerOf(userId), out var connectionId)
            ? (thread, connectionId)
            : throw new HubException("There is nobody to talk to.");
}
