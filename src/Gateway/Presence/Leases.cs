using ChatOrleans.Gateway.Calls;
using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

/// <summary>
/// This gateway's holds on its users: what makes them online and routes their threads' pushes here. A user's calls go one
/// after another.
/// </summary>
internal sealed partial class Leases
{
    private readonly GatewayIdentity _gateway;
    private readonly ConnectionIndex _connections;
    private readonly IGrainFactory _grains;
    private readonly Attempts _attempts;
    private readonly TimeProvider _time;
    private readonly ILogger<Leases> _logger;

    public Leases(
        GatewayIdentity gateway,
        ConnectionIndex connections,
        IGrainFactory grains,
        Attempts attempts,
        TimeProvider time,
        ILogger<Leases> logger)
    {
        _gateway = gateway;
        _connections = connections;
        _grains = grains;
        _attempts = attempts;
        _time = time;
        _logger = logger;
    }

    /// <summary>Takes or renews the lease; when it returns, threads that open from now on push to this gateway.</summary>
    public Task<Attachment> AttachAsync(LocalUser user) => user.CallInTurnAsync(AttachInTurnAsync);

    /// <summary>Tells the threads that hold a user where the user's connections are, and waits until they know.</summary>
    public async Task RouteAsync(UserId userId, Attachment attachment)
    {
        var claims = attachment.Claims;
        if (claims.IsEmpty)
        {
            return;
        }

        var calls = new Task[claims.Length];
        for (var i = 0; i < claims.Length; i++)
        {
            var thread = _grains.GetGrain<IThreadGrain>(claims[i].ThreadId.Value);
            calls[i] = _attempts.RunAsync((thread, userId, attachment.Route), static call => SetRouteAsync(call));
        }

        await Task.WhenAll(calls);
    }

    /// <summary>
    /// Renews a lease, once. Where the route changed without this gateway's doing the threads are told, in case the
    /// user's grain could not; where the lease had been lost, pushes were too, and the clients have to catch up.
    /// </summary>
    public async Task RenewAsync(LocalUser user)
    {
        if (user.Connections.Length > 0 && _time.GetElapsedTime(user.LeasedAt) >= DeliveryTimes.Renewal / 2)
        {
            await RenewNowAsync(user);
        }
    }

    /// <summary>Ends the lease of a user whose last connection is gone. If that fails, it ends by itself.</summary>
    public async Task DetachAsync(LocalUser user)
    {
        try
        {
            await user.CallInTurnAsync(DetachInTurnAsync);
        }
        catch (Exception fault)
        {
            LogDetachFailed(user.Id, fault);
        }

        _connections.Forget(user);
    }

    /// <summary>Asks for somebody's presence changes, once, until the next renewal; what is so now, or null when that failed.</summary>
    public async Task<PresenceView?> WatchAsync(UserId userId)
    {
        try
        {
            return await _attempts.OnceAsync(UserGrain(userId).WatchAsync(_gateway.Id));
        }
        catch (Exception fault)
        {
            LogWatchFailed(userId, fault);
            return null;
        }
    }

    private static async Task<bool> SetRouteAsync((IThreadGrain Thread, UserId UserId, Grains.Abstractions.Delivery.Route Route) call)
    {
        await call.Thread.SetRouteAsync(call.UserId, call.Route);
        return true;
    }

    private async Task<Attachment> AttachInTurnAsync(LocalUser user, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        user.WasAsked = true;
        var attachment = await _attempts.RunAsync(
            (User: UserGrain(user.Id), Gateway: _gateway.Id),
            static call => call.User.AttachAsync(call.Gateway));
        return Attached(user, attachment);
    }

    private async Task RenewNowAsync(LocalUser user)
    {
        try
        {
            var (known, attachment) = await user.CallInTurnAsync(RenewInTurnAsync);
            if (attachment is null || known == 0 || attachment.Route.Version == known)
            {
                return;
            }

            await RouteAsync(user.Id, attachment);
            if (!attachment.Taken)
            {
                return;
            }

            LogLeaseWasLost(user.Id);
            foreach (var connection in user.Connections)
            {
                connection.Push(PushMessages.ResyncAll);
            }
        }
        catch (Exception fault)
        {
            LogRenewalFailed(user.Id, fault);
        }
    }

    private async Task<(long Known, Attachment? Attachment)> RenewInTurnAsync(LocalUser user, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var known = user.RouteVersion;
        return user.Connections.Length == 0
            ? (known, null)
            : (known, Attached(user, await _attempts.OnceAsync(UserGrain(user.Id).AttachAsync(_gateway.Id))));
    }

    private async Task<bool> DetachInTurnAsync(LocalUser user, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var series = _attempts.Begin(Patience.Command);
        // Until the user comes back: the next in turn is then a new beginning.
        while (user.WasAsked && user.Connections.Length == 0)
        {
            user.RouteVersion = 0;
            var call = UserGrain(user.Id).DetachAsync(_gateway.Id);
            try
            {
                await series.WaitAsync(call);
                return true;
            }
            catch (Exception fault) when (Outage.Is(fault))
            {
                if (!call.IsCompleted)
                {
                    _ = ReclaimAsync(user.Id, call);
                }

                if (!await series.TryPauseAsync())
                {
                    throw;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// An end that nobody waits for any more may still arrive, after the user has come back. Once it can't, the lease is
    /// renewed, which finds out whether it was lost.
    /// </summary>
    private async Task ReclaimAsync(UserId userId, Task lateEnd)
    {
        await lateEnd.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_connections.Find(userId) is { Connections.Length: > 0 } user)
        {
            await RenewNowAsync(user);
        }
    }

    private Attachment Attached(LocalUser user, Attachment attachment)
    {
        user.RouteVersion = attachment.Route.Version;
        user.LeasedAt = _time.GetTimestamp();
        return attachment;
    }

    private IUserGrain UserGrain(UserId userId) => _grains.GetGrain<IUserGrain>(userId.Value);
}
