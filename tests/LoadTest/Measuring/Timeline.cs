using System.Diagnostics;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>
/// What a process measures, second by second. Writing takes a lock once a second only. A run of more than an hour is told
/// in steps of two seconds, then four, so that it needs no more memory than one hour.
/// </summary>
internal sealed class Timeline
{
    /// <summary>Steps that are kept, about a kilobyte each.</summary>
    public const int MaxPoints = 3_600;

    private const int RecentSeconds = 30;

    private readonly Lock _gate = new();
    private readonly Queue<TimelinePoint> _recent = new();
    private readonly DateTimeOffset _origin;
    private readonly long _originStamp;
    private List<TimelinePoint> _points = [];
    private long _stepSeconds = 1;
    private TimeSpan _processorTime = Environment.CpuUsage.TotalTime;
    private Second? _last;
    private Second _current;

    /// <param name="origin">A moment.</param>
    /// <param name="originStamp">The <see cref="Stopwatch"/> timestamp of the same moment.</param>
    public Timeline(DateTimeOffset origin, long originStamp)
    {
        _origin = origin;
        _originStamp = originStamp;
        _current = SecondOf(originStamp);
    }

    public static Timeline FromNow() => new(TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());

    /// <summary>The second to write to at this <see cref="Stopwatch"/> timestamp.</summary>
    public Second At(long stamp)
    {
        var current = Volatile.Read(ref _current);
        return stamp < current.EndsAt ? current : Advance(stamp);
    }

    /// <summary>This <see cref="Stopwatch"/> timestamp in Unix seconds.</summary>
    public double UnixSeconds(long stamp) =>
        (_origin.ToUnixTimeMilliseconds() / 1000.0) + ((stamp - _originStamp) / (double)Stopwatch.Frequency);

    /// <summary>The seconds that ended last, oldest first; one that may still be written to is left out.</summary>
    public IReadOnlyList<TimelinePoint> Recent(int seconds, long now)
    {
        At(now);
        lock (_gate)
        {
            var from = _current.At - 1 - seconds;
            return [.. _recent.Where(point => point.At >= from)];
        }
    }

    /// <summary>Everything so far; what is written while this is read may be left out.</summary>
    public TimelineSnapshot Snapshot()
    {
        lock (_gate)
        {
            _current.ProcessorSeconds = TakeProcessorTime();
            var open = _last is null ? [_current.ToPoint()] : new[] { _last.ToPoint(), _current.ToPoint() };
            return new TimelineSnapshot
            {
                StepSeconds = _stepSeconds,
                Points = TimelineSnapshot.InSteps(_points.Concat(open), _stepSeconds),
            };
        }
    }

    private Second Advance(long stamp)
    {
        lock (_gate)
        {
            if (stamp < _current.EndsAt)
            {
                return _current;
            }

            // Somebody may still be writing to the second that has just ended, so it is read a second later.
            if (_last is not null)
            {
                Keep(_last.ToPoint());
            }

            _current.ProcessorSeconds = TakeProcessorTime();
            _last = _current;
            var next = SecondOf(stamp);
            Volatile.Write(ref _current, next);
            return next;
        }
    }

    private void Keep(TimelinePoint point)
    {
        _recent.Enqueue(point);
        if (_recent.Count > RecentSeconds)
        {
            _recent.Dequeue();
        }

        var at = point.At / _stepSeconds * _stepSeconds;
        if (_points.Count > 0 && _points[^1].At == at)
        {
            _points[^1] = _points[^1].Add(point, at);
            return;
        }

        _points.Add(point with { At = at });
        if (_points.Count > MaxPoints)
        {
            _stepSeconds *= 2;
            _points = TimelineSnapshot.InSteps(_points, _stepSeconds);
        }
    }

    private double TakeProcessorTime()
    {
        var (before, now) = (_processorTime, Environment.CpuUsage.TotalTime);
        _processorTime = now;
        return (now - before).TotalSeconds;
    }

    private Second SecondOf(long stamp)
    {
        var at = (long)Math.Floor(UnixSeconds(stamp));
        var end = _originStamp + (long)((at + 1 - UnixSeconds(_originStamp)) * Stopwatch.Frequency);

        // Rounding must not make a second that has ended before it begins.
        return new Second(at, Math.Max(end, stamp + 1));
    }
}
