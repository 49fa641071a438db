namespace ChatOrleans.Cluster.Tests;

/// <summary>A timer that keeps its deadline when <see cref="ClusterClock"/> is put forward.</summary>
internal sealed class ClusterTimer : ITimer
{
    private readonly Lock _gate = new();
    private readonly ClusterClock _clock;
    private readonly Action _callback;
    private readonly ITimer _machine;
    private DateTimeOffset? _deadline;
    private TimeSpan _period;

    public ClusterTimer(ClusterClock clock, Action callback)
    {
        _clock = clock;
        _callback = callback;
        _machine = clock.CreateMachineTimer(Fire);
    }

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _period = period;
            _deadline = dueTime == Timeout.InfiniteTimeSpan ? null : _clock.GetUtcNow() + dueTime;
            return _machine.Change(dueTime, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Waits for what is left until the deadline.</summary>
    public void FollowClock()
    {
        lock (_gate)
        {
            if (_deadline is { } deadline)
            {
                var left = deadline - _clock.GetUtcNow();
                _machine.Change(left > TimeSpan.Zero ? left : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        _clock.Forget(this);
        _machine.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        _clock.Forget(this);
        return _machine.DisposeAsync();
    }

    private void Fire()
    {
        lock (_gate)
        {
            if (_deadline is null)
            {
                return;
            }

            _deadline = null;
            if (_period > TimeSpan.Zero)
            {
                _deadline = _clock.GetUtcNow() + _period;
                _machine.Change(_period, Timeout.InfiniteTimeSpan);
            }
        }

        _callback();
    }
}
