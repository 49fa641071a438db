using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using Orleans.Runtime.Placement;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// Lives where it is first called, which is beside its reader as a rule, and follows when another silo takes the reading
/// over: a push then crosses to the reader's silo once instead of passing through a third.
/// </summary>
[PreferLocalPlacement]
internal sealed class DeliveryQueueGrain : Grain, IDeliveryQueueGrain, IGatewayLeaseGrain, IGrainMigrationParticipant
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(500);

    // Long enough to be over when the readers of a changed cluster have settled.
    private static readonly TimeSpan FollowAfter = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly DeliveryQueue _queue;
    private TaskCompletionSource? _reader;
    private SiloAddress? _awayReader;
    private TimeSpan _awaySince;

    public DeliveryQueueGrain(TimeProvider time, IOptions<DeliveryOptions> options)
    {
        _time = time;
        _start = time.GetTimestamp();
        // Positions grow from one life to the next, as those of a durable queue would.
        _queue = new DeliveryQueue(
            Guid.NewGuid, time.GetUtcNow().UtcTicks, options.Value.QueueCapacity, options.Value.BatchSize);
    }

    private TimeSpan Now => _time.GetElapsedTime(_start);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(BeatAsync, new GrainTimerCreationOptions(DeliveryTimes.Heartbeat, DeliveryTimes.Heartbeat)
        {
            Interleave = true,
        });
        return Task.CompletedTask;
    }

    public Task<Guid> RenewAsync(Guid gatewayId)
    {
        var life = _queue.Renew(gatewayId, Now);
        Wake();
        return Task.FromResult(life);
    }

    public Task ReleaseAsync(Guid gatewayId)
    {
        _queue.Release(gatewayId);
        return Task.CompletedTask;
    }

    public Task<bool> EnqueueAsync(Guid gatewayId, ImmutableArray<GatewayItem> items)
    {
        var taken = _queue.Enqueue(gatewayId, items);
        Wake();
        return Task.FromResult(taken);
    }

    public async Task<ImmutableArray<GatewayBatchContainer>> DequeueAsync(int maxBatches, SiloAddress reader)
    {
        var older = _reader;
        _reader = null;
        if (!Follow(reader) && !_queue.HasWork)
        {
            var mine = new TaskCompletionSource();
            _reader = mine;
            older?.TrySetResult();
            await mine.Task.WaitAsync(MaxWait, _time)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (_reader != mine)
            {
                return [];
            }

            _reader = null;
        }
        else
        {
            older?.TrySetResult();
        }

        return _queue.Take(maxBatches);
    }

    public Task<DeliveryLeases> GetLeasesAsync() => Task.FromResult(_queue.Leases());

    public void OnDehydrate(IDehydrationContext dehydrationContext) =>
        _ = dehydrationContext.TryAddValue(nameof(DeliveryQueueState), _queue.Save(Now));

    public void OnRehydrate(IRehydrationContext rehydrationContext)
    {
        if (rehydrationContext.TryGetValue(nameof(DeliveryQueueState), out DeliveryQueueState? state) && state is not null)
        {
            _queue.Restore(state, Now);
        }
    }

    /// <summary>True when the queue is about to move, which no read may hold up.</summary>
    private bool Follow(SiloAddress reader)
    {
        if (reader.Equals(GrainContext.Address.SiloAddress))
        {
            _awayReader = null;
            return false;
        }

        if (!reader.Equals(_awayReader))
        {
            (_awayReader, _awaySince) = (reader, Now);
        }

        if (Now - _awaySince < FollowAfter)
        {
            return false;
        }

        RequestContext.Set(IPlacementDirector.PlacementHintKey, reader);
        MigrateOnIdle();
        _ = RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        return true;
    }

    private Task BeatAsync(CancellationToken cancellationToken)
    {
        _queue.Beat(Now);
        Wake();
        return Task.CompletedTask;
    }

    private void Wake()
    {
        if (_queue.HasWork)
        {
            _reader?.TrySetResult();
        }
    }
}
