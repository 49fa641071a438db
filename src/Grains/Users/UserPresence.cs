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

    private static readonly TimeSpan RowRenewal = TimeSpan.FromSeconds(25);

    private readonly GatewayTimes _watchers = new();
    private bool _told;
    private DateTimeOffset _rowUntil;

    /// <summary>Whether there is something to tell; who reads lists has seen an online row, though no push said so.</summary>
    public bool Changed => _told != leases.Online || (!leases.Online && _rowUntil > time.GetUtcNow());

    /// <summary>Lets a gateway know until its watch ends.</summary>
    public void Watch(Guid gatewayId) => _watchers.Set(gatewayId, time.GetUtcNow() + DeliveryTimes.Lease);

    /// <summary>Writes and tells the presence now, if it differs from what was told.</summary>
    public async Task TellAsync(UserSettings settings)
    {
        if (!Changed)
        {
            return;
        }

        var online = leases.Online;
        _told = online;
        DateTimeOffset? lastSeenAt = online ? null : Milliseconds(time.GetUtcNow());
        await WriteAsync(online, lastSeenAt, settings);
        if (!settings.SharePresence)
        {
            return;
        }

        var item = new PresenceItem
        {
            Presence = new PresenceView { UserId = userId, Online = online, LastSeenAt = lastSeenAt },
        };
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

    /// <summary>Writes at once what the settings let others see.</summary>
    public Task RewriteAsync(UserSettings settings) => WriteAsync(leases.Online, lastSeenAt: null, settings);

    private Task WriteAsync(bool online, DateTimeOffset? lastSeenAt, UserSettings settings)
    {
        var now = time.GetUtcNow();
        _rowUntil = online ? now + RowLease : now;
        return writer.WriteAsync(new PresenceRow(userId, _rowUntil, lastSeenAt, settings.SharePresence));
    }

    private ImmutableArray<Guid> Watching()
    {
        _watchers.RemoveUpTo(time.GetUtcNow());
        return _watchers.Gateways();
    }

    private static DateTimeOffset Milliseconds(DateTimeOffset at) =>
        new(at.Ticks - (at.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
}
