using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;

namespace ChatOrleans.Grains.Users;

/// <summary>
/// Tells who watches a user that the user came or went. Changes within 2 s are folded into one; what was told is
/// written first, so that who starts to watch in between reads it.
/// </summary>
internal sealed class UserPresence(UserId userId, UserLeases leases, PresenceWriter writer, IGatewayOutbox outbox, TimeProvider time)
{
    /// <summary>How long changes gather before one is told.</summary>
    public static readonly TimeSpan Fold = TimeSpan.FromSeconds(2);

    /// <summary>The projection's lease outlives the renewals in between: a row is written every half minute, not every ten seconds.</summary>
    public static readonly TimeSpan RowLease = TimeSpan.FromSeconds(60);

    /// <summary>
    /// How long after its beginning the grain waits for the gateways that held the user in its last life: each of them
    /// renews once in this time.
    /// </summary>
    public static readonly TimeSpan Settling = DeliveryTimes.Renewal + Fold;

    private static readonly TimeSpan RowRenewal = TimeSpan.FromSeconds(25);

    private readonly GatewayTimes _watchers = new();
    private bool _told;
    private bool _settled;
    private DateTimeOffset _rowUntil;
    private DateTimeOffset? _lastSeenAt;

    /// <summary>Whether not all who watch may see the same.</summary>
    public bool Veiled { get; set; }

    /// <summary>Whether there is something to tell; who reads lists has seen an online row, though no push said so.</summary>
    public bool Changed => _told != leases.Online || (!leases.Online && _rowUntil > time.GetUtcNow());

    /// <summary>Whether what those who watch were told before this life of the grain is known to be so, or told anew.</summary>
    public bool IsSettled => _settled || leases.Online;

    /// <summary>Lets a gateway know until its watch ends.</summary>
    public void Watch(Guid gatewayId) => _watchers.Set(gatewayId, time.GetUtcNow() + DeliveryTimes.Lease);

    /// <summary>What is so now, which may not have been told yet; last seen only where this life of the grain has seen it.</summary>
    public PresenceView Show(UserSettings settings) => new()
    {
        UserId = userId,
        Online = leases.Online && settings.SharePresence,
        LastSeenAt = leases.Online || !settings.SharePresence ? null : _lastSeenAt,
    };

    /// <summary>
    /// Nobody has come back since the grain's life began: where its last life ended together with the user's gateway,
    /// those who watch still see the user online.
    /// </summary>
    public async Task SettleAsync(UserSettings settings)
    {
        if (IsSettled)
        {
            return;
        }

        var now = Milliseconds(time.GetUtcNow());
        var ended = await writer.EndAsync(new PresenceRow(userId, now, now, settings.SharePresence));
        _settled |= ended is not null;
        if (ended is true && !leases.Online)
        {
            Post(online: false, now, settings);
        }
    }

    /// <summary>Writes and tells the presence now, if it differs from what was told.</summary>
    public async Task TellAsync(UserSettings settings)
    {
        if (!Changed)
        {
            return;
        }

        var online = leases.Online;
        _told = online;
        _settled = true;
        _lastSeenAt = online ? null : Milliseconds(time.GetUtcNow());
        var lastSeenAt = _lastSeenAt;
        await WriteAsync(online, lastSeenAt, settings);
        Post(online, lastSeenAt, settings);
    }

    private void Post(bool online, DateTimeOffset? lastSeenAt, UserSettings settings)
    {
        _lastSeenAt = lastSeenAt;
        if (!settings.SharePresence)
        {
            return;
        }

        Post(new PresenceItem
        {
            Presence = new PresenceView { UserId = userId, Online = online, LastSeenAt = lastSeenAt },
            PerViewer = Veiled,
        });
    }

    /// <summary>Tells who watches what the settings let them see from now on.</summary>
    public void Announce(UserSettings settings)
    {
        if (settings.SharePresence)
        {
            Reveal(viewer: null);
        }
        else
        {
            Post(new PresenceItem { Presence = Nobody() });
        }
    }

    /// <summary>Has those who watch, or one of them, told what each of them may see.</summary>
    public void Reveal(UserId? viewer) => Post(new PresenceItem { Presence = Nobody(), PerViewer = true, Viewer = viewer });

    private PresenceView Nobody() => new() { UserId = userId, Online = false };

    private void Post(PresenceItem item)
    {
        foreach (var gateway in Watching())
        {
            outbox.Post(gateway, item);
        }
    }

    /// <summary>
    /// Keeps the projection's lease alive while the user is online. The first lease is written at once: who opens a
    /// thread with somebody just connected reads it, though the push waits for the fold.
    /// </summary>
    public Task RenewRowAsync(UserSettings settings) =>
        leases.Online && _rowUntil - time.GetUtcNow() < RowLease - RowRenewal
            ? WriteAsync(online: true, lastSeenAt: null, settings)
            : Task.CompletedTask;

    /// <summary>Writes at once what the settings let others see; whether it is written.</summary>
    public async Task<bool> RewriteAsync(UserSettings settings) =>
        await WriteAsync(leases.Online, lastSeenAt: null, settings) is not null;

    private Task<bool?> WriteAsync(bool online, DateTimeOffset? lastSeenAt, UserSettings settings)
    {
        var now = time.GetUtcNow();
        _rowUntil = online ? now + RowLease : now;
        return writer.WriteAsync(new PresenceRow(userId, _rowUntil, lastSeenAt, settings.SharePresence));
    }

    private ImmutableArray<Guid> Watching()
    {
        _ = _watchers.RemoveUpTo(time.GetUtcNow());
        return _watchers.Gateways();
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset at) =>
        new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
