using System.Threading.Channels;

namespace ChatOrleans.Client.Tests.Fakes;

/// <summary>Time that goes on when a test says so. Timers are told to the test as they begin, so that it never guesses.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _timers = [];
    private readonly Channel<TimeSpan> _begun = Channel.CreateUnbounded<TimeSpan>();
    private DateTimeOffset _now = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);
    private TimeSpan _off;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            return _now.Ticks;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now + _off;
        }
    }

    /// <summary>Sets the clock wrong; durations and timers go on as ever.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_gate)
        {
            _off += by;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until a timer of this length begins; those of others are passed over.</summary>
    public async Task TimerAsync(TimeSpan due)
    {
        while (await _begun.Reader.ReadAsync().AsTask().OrFailAsync() != due)
        {
        }
    }

    /// <summary>Waits until a timer of this length begins, and lets its time pass.</summary>
    public async Task PassAsync(TimeSpan due)
    {
        await TimerAsync(due);
        Advance(due);
    }

    public void Advance(TimeSpan time)
    {
        FakeTimer[] due;
        lock (_gate)
        {
            _now += time;
            due = [.. _timers.Where(timer => timer.DueAt <= _now)];
            _timers.RemoveAll(timer => due.Contains(timer));
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    private sealed class FakeTimer(FakeTime time, Action fire) : ITimer
    {
        public DateTimeOffset DueAt { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._gate)
            {
                time._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    DueAt = time._now + dueTime;
                    time._timers.Add(this);
                }
            }

            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                time._begun.Writer.TryWrite(dueTime);
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
