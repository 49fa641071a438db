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
        if (user.Connections.Length == 0 || _time.GetElapsedTime(user.LeasedAt) < DeliveryTimes.Renewal / 2)
        {
            return;
        }

        try
        {
            var known = user.RouteVersion;
            var attachment = await user.CallInTurnAsync(RenewInTurnAsync);
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
        catch (Exception fault) when (Outage.Is(fault))
        {
            LogRenewalFailed(user.Id, fault);
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

    /// <summary>Asks for somebody's presence changes, once, until the next renewal.</summary>
    public async Task WatchAsync(UserId userId)
    {
        try
        {
            await _attempts.OnceAsync(UserGrain(userId).WatchAsync(_gateway.Id));
        }
        catch (Exception fault)
        {
            LogWatchFailed(userId, fault);
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
        var attachment = await _attempts.RunAsync(
            (User: UserGrain(user.Id), Gateway: _gateway.Id),
            static call => call.User.AttachAsync(call.Gateway));
        return Attached(user, attachment);
    }

    private async Task<Attachment?> RenewInTurnAsync(LocalUser user, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return user.Connections.Length == 0
            ? null
            : Attached(user, await _attempts.OnceAsync(UserGrain(user.Id).AttachAsync(_gateway.Id)));
    }

    private async Task<bool> DetachInTurnAsync(LocalUser user, Task before)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (user.Connections.Length > 0)
        {
            // The user came back meanwhile.
            return false;
        }

        user.RouteVersion = 0;
        return await _attempts.RunAsync(
            (User: UserGrain(user.Id), Gateway: _gateway.Id),
            static async call =>
            {
                await call.User.DetachAsync(call.Gateway);
                return true;
            });
    }

    private Attachment Attached(LocalUser user, Attachment attachment)
    {
        user.RouteVersion = attachment.Route.Version;
        user.LeasedAt = _time.GetTimestamp();
        return attachment;
    }

    private IUserGrain UserGrain(UserId userId) => _grains.GetGrain<IUserGrain>(userId.Value);
}
