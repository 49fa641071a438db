using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Limits;
using ChatOrleans.Gateway.Metrics;
using ChatOrleans.Gateway.Presence;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Gateway.Sending;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>Follows the hub's connections as they come and go, with hold of their sockets, which a hub does not have.</summary>
internal sealed class ChatConnections : DefaultHubLifetimeManager<ChatHub>
{
    private readonly ConnectionIndex _connections;
    private readonly Watches _watches;
    private readonly Leases _leases;
    private readonly Attempts _attempts;
    private readonly IGrainFactory _grains;
    private readonly IRevokedSessions _revoked;
    private readonly Draining _draining;
    private readonly Exemption _exemption;
    private readonly GatewayMetrics _metrics;
    private readonly int _queueLimit;
    private readonly int _userLimit;

    public ChatConnections(
        ConnectionIndex connections,
        Watches watches,
        Leases leases,
        Attempts attempts,
        IGrainFactory grains,
        IRevokedSessions revoked,
        Draining draining,
        Exemption exemption,
        GatewayMetrics metrics,
        IOptions<PushOptions> options,
        IOptions<LimitOptions> limits,
        ILogger<DefaultHubLifetimeManager<ChatHub>> logger)
        : base(logger)
    {
        _connections = connections;
        _watches = watches;
        _leases = leases;
        _attempts = attempts;
        _grains = grains;
        _revoked = revoked;
        _draining = draining;
        _exemption = exemption;
        _metrics = metrics;
        _queueLimit = options.Value.QueueLimit;
        _userLimit = limits.Value.ConnectionsPerUser;
    }

    /// <inheritdoc/>
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        var sends = new SendLanes(_attempts, _grains, connection.User.UserId());
        var chat = new ChatConnection(connection, _queueLimit, sends, _metrics)
        {
            IsExempt = _exemption.Covers(connection.GetHttpContext()),
        };
        connection.Features.Set(chat);
        _metrics.Connected();
        await base.OnConnectedAsync(connection);
        CloseOldest(_connections.Add(chat));
        _draining.Greet(chat);
        if (_revoked.Contains(chat.SessionId))
        {
            // It was revoked while the connection was being made, and told to the connections before this one.
            chat.Abort();
        }
    }

    /// <summary>
    /// The oldest goes, not the newest: what is left of a device that lost its network is never in the way of its coming
    /// back. Stock clients don't connect again after a close that does not invite them to.
    /// </summary>
    private void CloseOldest(LocalUser user)
    {
        var connections = user.Connections;
        var excess = connections.Length - _userLimit;
        for (var i = 0; i < excess; i++)
        {
            if (!connections[i].IsExempt)
            {
                connections[i].Abort();
            }
        }
    }

    /// <inheritdoc/>
    public override async Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        await base.OnDisconnectedAsync(connection);
        if (connection.Features.Get<ChatConnection>() is not { } chat)
        {
            return;
        }

        _metrics.Disconnected();
        _watches.Remove(chat);
        foreach (var threadId in chat.TakeTyping())
        {
            // It ends by itself soon; this only makes it sooner.
            _grains.GetGrain<IThreadGrain>(threadId.Value).SetTypingAsync(chat.UserId, typing: false).Ignore();
        }

        if (_connections.Find(chat.UserId) is { } user && user.Remove(chat))
        {
            _ = _leases.DetachAsync(user);
        }
    }
}
