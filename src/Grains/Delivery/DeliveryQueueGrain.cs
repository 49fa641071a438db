using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using Microsoft.Extensions.Options;
using Orleans.Placement;

namespace ChatOrleans.Grains.Delivery;

/// <summary>Lives where it is first called, which at a silo's start is beside its reader.</summary>
[PreferLocalPlacement]
internal sealed class DeliveryQueueGrain : Grain, IDeliveryQueueGrain, IGatewayLeaseGrain
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromMilliseconds(500);

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly DeliveryQueue _queue;
    private TaskCompletionSource? _reader;

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

    public async Task<ImmutableArray<GatewayBatchContainer>> DequeueAsync(int maxBatches)
    {
        var older = _reader;
        _reader = null;
        if (!_queue.HasWork)
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
