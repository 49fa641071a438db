using System.Collections.Concurrent;

namespace ChatOrleans.Cluster.Tests;

/// <summary>
/// The grains' clock: the machine's, put forward at a test's word, when timers that are due by then fire at once.
/// Elapsed time (timestamps) stays the machine's, so that putting the clock forward makes no call look slow.
/// </summary>
internal sealed class ClusterClock : TimeProvider
{
    private readonly ConcurrentDictionary<ClusterTimer, byte> _timers = new();
    private long _aheadTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Volatile.Read(ref _aheadTicks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ClusterTimer(this, () => callback(state));
        _timers.TryAdd(timer, 0);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Puts the clock forward.</summary>
    public void Advance(TimeSpan by)
    {
        Interlocked.Add(ref _aheadTicks, by.Ticks);
        foreach (var timer in _timers.Keys)
        {
            timer.FollowClock();
        }
    }

    /// <summary>A timer of the machine's clock.</summary>
    public ITimer CreateMachineTimer(Action callback) =>
        base.CreateTimer(_ => callback(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public void Forget(ClusterTimer timer) => _timers.TryRemove(timer, out _);
}
