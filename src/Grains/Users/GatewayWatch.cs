using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ChatOrleans.Grains.Users;

/// <summary>
/// Takes the users of a gateway that is gone offline, those of this silo, instead of leaving each to its lease. A gateway
/// is gone when it no longer renews its stream, which it does every second. Asking the queues is cheap: at most one call
/// a queue and second, whatever the number of users.
/// </summary>
internal sealed partial class GatewayWatch(
    GatewayUsers users, IGrainFactory grains, TimeProvider time, ILogger<GatewayWatch> logger) : BackgroundService
{
    private const int AtOnce = 64;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(2);

    /// <summary>
    /// A user's lease that is younger than this is left alone. All leases of a gateway that has died are older, since it
    /// renews its stream more often than its users; those of one that has come back are not, and it may renew them a
    /// moment before its stream.
    /// </summary>
    private static readonly TimeSpan Young = DeliveryTimes.StreamLease / 2;

    private readonly HashSet<Guid> _held = [];
    private readonly HashSet<Guid> _gone = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await NextAsync(timer, stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, fault);
            }
        }
    }

    private static async ValueTask<bool> NextAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            return await timer.WaitForNextTickAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var gateways = users.Gateways();
        _held.IntersectWith(gateways);
        _gone.IntersectWith(gateways);

        // Before asking: what is renewed after this is newer than the answer.
        var asked = time.GetUtcNow();
        foreach (var (queue, answer) in gateways.GroupBy(DeliveryQueues.KeyOf).Select(queue => (queue, AskAsync(queue.Key))).ToArray())
        {
            if (await answer is not { } leases)
            {
                continue;
            }

            foreach (var gatewayId in queue)
            {
                if (leases.Held.Contains(gatewayId))
                {
                    _ = _held.Add(gatewayId);
                    _ = _gone.Remove(gatewayId);
                }
                else if (leases.IsGone(gatewayId, wasHeld: _held.Contains(gatewayId), DeliveryTimes.StreamLease))
                {
                    await EndAsync(gatewayId, asked - Young, cancellationToken);
                }
            }
        }
    }

    private async Task<DeliveryLeases?> AskAsync(long queue)
    {
        try
        {
            return await grains.GetGrain<IDeliveryQueueGrain>(queue).GetLeasesAsync().WaitAsync(CallTimeout);
        }
        catch (Exception fault)
        {
            // Nobody is gone on the word of a queue that does not answer.
            LogNotAsked(logger, queue, fault.GetType().Name);
            return null;
        }
    }

    private async Task EndAsync(Guid gatewayId, DateTimeOffset renewedBefore, CancellationToken cancellationToken)
    {
        var held = users.Of(gatewayId);
        if (_gone.Add(gatewayId))
        {
            LogGone(logger, gatewayId, held.Length);
        }

        await Parallel.ForEachAsync(
            held,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (user, _) => await EndAsync(user, gatewayId, renewedBefore));
    }

    private async Task EndAsync(UserId user, Guid gatewayId, DateTimeOffset renewedBefore)
    {
        try
        {
            await grains.GetGrain<IUserLeaseGrain>(user.Value).LoseAsync(gatewayId, renewedBefore).WaitAsync(CallTimeout);
        }
        catch (Exception fault)
        {
            // The next round tries again, and the lease ends by itself.
            LogNotEnded(logger, user, fault.GetType().Name);
        }
    }
}
