using ChatOrleans.Gateway.Relay;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Presence;

/// <summary>Renews all leases and watches, spread evenly over the interval.</summary>
internal sealed partial class LeaseRenewal : BackgroundService
{
    /// <summary>Parts of an interval: so many bursts instead of one.</summary>
    private const int Slices = 40;

    /// <summary>Calls at a time.</summary>
    private const int Concurrency = 64;

    private readonly ConnectionIndex _connections;
    private readonly Watches _watches;
    private readonly Leases _leases;
    private readonly TimeProvider _time;
    private readonly ILogger<LeaseRenewal> _logger;
    private bool _all;

    public LeaseRenewal(
        ConnectionIndex connections, Watches watches, Leases leases, TimeProvider time, ILogger<LeaseRenewal> logger)
    {
        _connections = connections;
        _watches = watches;
        _leases = leases;
        _time = time;
        _logger = logger;
    }

    /// <summary>Renews all in the next slice of the interval instead of over all of it: they may be lost already.</summary>
    public void RenewAllSoon() => Volatile.Write(ref _all, true);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(DeliveryTimes.Renewal / Slices, _time);
        LocalUser[] users = [];
        UserId[] watched = [];
        for (var slice = 0; await timer.WaitForNextTickAsync(stoppingToken); slice = (slice + 1) % Slices)
        {
            if (slice == 0)
            {
                users = _connections.Snapshot();
                watched = _watches.Snapshot();
            }

            try
            {
                var parallel = new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = stoppingToken };
                ArraySegment<LocalUser> due = Interlocked.Exchange(ref _all, false) ? _connections.Snapshot() : SliceOf(users, slice);
                await Parallel.ForEachAsync(
                    due, parallel, async (user, _) => await _leases.RenewAsync(user));
                await Parallel.ForEachAsync(
                    SliceOf(watched, slice), parallel, async (userId, _) => await RewatchAsync(userId));
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(fault);
            }
        }
    }

    private static ArraySegment<T> SliceOf<T>(T[] all, int slice)
    {
        var from = (int)((long)all.Length * slice / Slices);
        var to = (int)((long)all.Length * (slice + 1) / Slices);
        return new ArraySegment<T>(all, from, to - from);
    }

    private Task RewatchAsync(UserId userId) =>
        _watches.Of(userId).Length == 0 ? Task.CompletedTask : _leases.WatchAsync(userId);
}
