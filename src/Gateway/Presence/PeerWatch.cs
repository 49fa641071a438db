using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Presence;

/// <summary>Lets a connection learn of the presence of the peers of its active threads, without being asked.</summary>
internal sealed class PeerWatch
{
    private readonly Watches _watches;
    private readonly Leases _leases;

    public PeerWatch(Watches watches, Leases leases)
    {
        _watches = watches;
        _leases = leases;
    }

    /// <summary>Watches the peer while the thread is active. It never waits.</summary>
    public void Follow(ChatConnection connection, ThreadView thread)
    {
        if (!thread.Active)
        {
            connection.ThreadClosed(thread.ThreadId);
            _watches.RemovePeer(connection, thread.Peer.UserId);
        }
        else if (_watches.AddPeer(connection, thread.Peer.UserId))
        {
            _ = _leases.WatchAsync(thread.Peer.UserId);
        }
    }
}
