using System.Collections.Immutable;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

/// <summary>Lets a connection learn of the presence of the peers of its active threads, without being asked.</summary>
internal sealed partial class PeerWatch
{
    private readonly Watches _watches;
    private readonly Leases _leases;
    private readonly Attempts _attempts;
    private readonly IGrainFactory _grains;
    private readonly ILogger<PeerWatch> _logger;

    public PeerWatch(
        Watches watches, Leases leases, Attempts attempts, IGrainFactory grains, ILogger<PeerWatch> logger)
    {
        _watches = watches;
        _leases = leases;
        _attempts = attempts;
        _grains = grains;
        _logger = logger;
    }

    /// <summary>Watches the peer while the thread, which the client is being shown, is active. It never waits.</summary>
    public void Follow(ChatConnection connection, ThreadView thread)
    {
        if (!thread.Active)
        {
            connection.ThreadClosed(thread.ThreadId);
            _watches.RemovePeer(connection, thread.Peer.UserId);
        }
        else if (_watches.AddPeer(connection, thread.Peer.UserId))
        {
            _ = WatchAsync(connection, thread.Peer);
        }
    }

    /// <summary>
    /// Watches, and tells what changed between the reading of what the client is shown and the beginning of the watch.
    /// A change that was pushed before this one may be overtaken by it, so it reads until it has nothing new to tell.
    /// Mostly nothing has changed, and nothing is read.
    /// </summary>
    private async Task WatchAsync(ChatConnection connection, Peer shown)
    {
        if (await _leases.WatchAsync(shown.UserId) is { } now && IsAsShown(shown, now))
        {
            return;
        }

        try
        {
            var told = new PresenceView { UserId = shown.UserId, Online = shown.Online, LastSeenAt = shown.LastSeenAt };
            while (await ReadAsync(connection.UserId, shown.UserId) is { } presence && presence != told)
            {
                connection.Push(PushMessages.Presence(presence));
                told = presence;
            }
        }
        catch (Exception fault)
        {
            LogNotCompared(shown.UserId, fault);
        }
    }

    private static bool IsAsShown(Peer shown, PresenceView now) =>
        now.Online == shown.Online && (now.Online || now.LastSeenAt is null || now.LastSeenAt == shown.LastSeenAt);

    private async Task<PresenceView?> ReadAsync(UserId caller, UserId peer)
    {
        // Not taken in the constructor: it runs before a gateway by itself knows the cluster's grains.
        var reader = _grains.GetGrainFor<IThreadReaderGrain>(caller);
        var users = await _attempts.RunAsync(
            (Reader: reader, Caller: caller, Users: ImmutableArray.Create(peer)),
            static call => call.Reader.GetPresenceAsync(call.Caller, call.Users));
        return users.Length == 0 ? null : users[0];
    }
}
