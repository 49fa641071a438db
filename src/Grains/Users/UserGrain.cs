using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;
using ChatOrleans.Grains.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Grains.Users;

/// <summary>One user. It calls threads one way only: two grains never wait for each other.</summary>
internal sealed class UserGrain : Grain, IUserGrain, IUserLeaseGrain
{
    private const int RetryAfterMs = 500;

    private readonly IPersistentState<UserState> _stored;
    private readonly VeilStore _veils;
    private readonly int _limit;
    private readonly TimeProvider _time;
    private readonly UserLeases _leases;
    private readonly UserPresence _presence;
    private readonly UserId _id;
    private IGrainTimer? _fold;
    private IGrainTimer? _expiry;
    private IGrainTimer? _settling;

    public UserGrain(
        [PersistentState("user", GrainsHosting.UserStorage)] IPersistentState<UserState> stored,
        IOptions<ConversationOptions> options,
        PresenceWriter writer,
        VeilStore veils,
        GatewayUsers users,
        IGatewayOutbox outbox,
        TimeProvider time)
    {
        _id = new UserId(this.GetPrimaryKey());
        _stored = stored;
        _veils = veils;
        _limit = options.Value.MaxActiveThreads;
        _time = time;
        _leases = new UserLeases(_id, users, time);
        _presence = new UserPresence(_id, _leases, writer, outbox, time);
    }

    /// <summary>
    /// Orleans runs an activation's first synchronous steps, its first call included, under the activation's lock, and
    /// sending takes the receiver's: a user and a thread that call each other while both are being activated would wait
    /// for ever. This step ends the synchronous ones.
    /// </summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        _presence.Veiled = _stored.State.Veiled;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _leases.Forget();
        return Task.CompletedTask;
    }

    public async Task<ClaimAnswer> ClaimAsync(ThreadId threadId, Guid attemptId, bool alongside)
    {
        var granted = Rules.TryClaim(threadId, attemptId, alongside, _time.GetUtcNow(), out var other);
        if (granted)
        {
            await StoreAsync();
        }

        return new ClaimAnswer { Granted = granted, Other = other, Route = _leases.Route };
    }

    public async Task<bool> ConfirmAsync(ThreadId threadId, Guid attemptId)
    {
        var confirmed = Rules.TryConfirm(threadId, attemptId, _time.GetUtcNow(), out var changed);
        if (changed)
        {
            await StoreAsync();
        }

        return confirmed;
    }

    public Task ReleaseAsync(ThreadId threadId, Guid attemptId) =>
        Rules.Release(threadId, attemptId) ? StoreAsync() : Task.CompletedTask;

    public Task<ImmutableArray<Claim>> GetClaimsAsync() => Task.FromResult(Claims);

    public Task<Route> GetRouteAsync() => Task.FromResult(_leases.Route);

    public async Task<Attachment> AttachAsync(Guid gatewayId)
    {
        var taken = _leases.Renew(gatewayId);
        if (taken)
        {
            Reroute();
        }

        _expiry ??= this.RegisterGrainTimer(
            ExpireAsync,
            new GrainTimerCreationOptions(DeliveryTimes.Renewal, DeliveryTimes.Renewal) { KeepAlive = true });
        await _presence.RenewRowAsync(Settings);
        return new Attachment { Route = _leases.Route, Claims = Claims, Taken = taken };
    }

    public Task DetachAsync(Guid gatewayId)
    {
        if (_leases.End(gatewayId))
        {
            Reroute();
        }

        return Task.CompletedTask;
    }

    public Task LoseAsync(Guid gatewayId, DateTimeOffset renewedBefore)
    {
        if (_leases.Lose(gatewayId, renewedBefore))
        {
            Reroute();
        }

        return Task.CompletedTask;
    }

    public Task<PresenceView?> WatchAsync(Guid gatewayId)
    {
        _presence.Watch(gatewayId);
        if (!_presence.IsSettled)
        {
            _settling ??= this.RegisterGrainTimer(
                SettleAsync, new GrainTimerCreationOptions(UserPresence.Settling, UserPresence.Settling) { KeepAlive = true });
        }

        return Task.FromResult<PresenceView?>(_presence.Show(Settings));
    }

    public Task<UserSettings> GetSettingsAsync() => Task.FromResult(Settings);

    public async Task<Result<UserSettings>> SetSettingsAsync(UserSettings settings)
    {
        _stored.State.Settings = settings;
        await StoreAsync();
        if (!await _presence.RewriteAsync(settings))
        {
            // Lists still show what they did.
            return Refusal.Unavailable(RetryAfterMs);
        }

        _presence.Announce(settings);
        return settings;
    }

    public async Task<Result<Nothing>> VeilAsync(UserId? viewer)
    {
        try
        {
            // One call at a time: what the last of them has read is the newest.
            var veiled = await _veils.IsVeiledAsync(_id);
            if (_stored.State.Veiled != veiled)
            {
                _stored.State.Veiled = veiled;
                await StoreAsync();
                _presence.Veiled = veiled;
            }
        }
        catch (NpgsqlException e) when (PostgresOutage.Is(e))
        {
            return Refusal.Unavailable(RetryAfterMs);
        }

        _presence.Reveal(viewer);
        return Nothing.Value;
    }

    private ClaimRules Rules => new(_stored.State.Claims, _limit);

    private UserSettings Settings => _stored.State.Settings;

    private ImmutableArray<Claim> Claims => [.. _stored.State.Claims];

    private async Task StoreAsync()
    {
        try
        {
            await _stored.WriteStateAsync();
        }
        catch
        {
            // Memory and database may differ now, and nobody knows which of the two is right but the database.
            DeactivateOnIdle();
            throw;
        }
    }

    // The route is pushed one way; whoever needs it before going on asks the thread itself.
    private void Reroute()
    {
        foreach (var claim in _stored.State.Claims)
        {
            GrainFactory.GetGrain<IThreadGrain>(claim.ThreadId.Value).SetRouteAsync(_id, _leases.Route).Ignore();
        }

        if (_presence.Changed)
        {
            _fold ??= this.RegisterGrainTimer(
                TellAsync,
                new GrainTimerCreationOptions(UserPresence.Fold, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        }
    }

    private Task TellAsync(CancellationToken cancellationToken)
    {
        _fold?.Dispose();
        _fold = null;
        return _presence.TellAsync(Settings);
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await _presence.SettleAsync(Settings);
        if (_presence.IsSettled)
        {
            _settling?.Dispose();
            _settling = null;
        }
    }

    private Task ExpireAsync(CancellationToken cancellationToken)
    {
        if (_leases.Expire())
        {
            Reroute();
        }

        if (!_leases.Online)
        {
            _expiry?.Dispose();
            _expiry = null;
        }

        return Task.CompletedTask;
    }
}
