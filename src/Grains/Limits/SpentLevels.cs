using ChatOrleans.Grains.Abstractions.Limits;

namespace ChatOrleans.Grains.Limits;

/// <summary>How much is spent by key, falling with time. A level that has fallen to nothing is forgotten.</summary>
internal sealed class SpentLevels(TimeProvider time, int places = SpentLevels.Places)
{
    /// <summary>More keys than that are not kept: each gateway goes by what it has seen itself then.</summary>
    private const int Places = 200_000;

    private static readonly TimeSpan SweepPause = TimeSpan.FromSeconds(10);

    private readonly Dictionary<Guid, Level> _levels = [];
    private long _sweptAt = time.GetTimestamp();

    /// <summary>How many keys are kept.</summary>
    public int Count => _levels.Count;

    /// <summary>Adds what a gateway has spent; the level of all.</summary>
    public double Add(LimitSpend spend)
    {
        var now = time.GetTimestamp();
        Sweep(now);

        // Lost together with a silo, the level is what the gateway believes; else both are the same or this one is newer.
        var known = _levels.TryGetValue(spend.Key, out var level) ? Fall(level, now) : 0;
        var total = Math.Max(known, spend.Believed) + spend.Spent;
        if (_levels.Count < places || _levels.ContainsKey(spend.Key))
        {
            _levels[spend.Key] = new Level(total, spend.PerSecond, now);
        }

        return total;
    }

    private double Fall(Level level, long now) =>
        Math.Max(0, level.Spent - (time.GetElapsedTime(level.At, now).TotalSeconds * level.PerSecond));

    private void Sweep(long now)
    {
        if (time.GetElapsedTime(_sweptAt, now) < SweepPause)
        {
            return;
        }

        _sweptAt = now;
        foreach (var (key, level) in _levels)
        {
            if (Fall(level, now) <= 0)
            {
                _levels.Remove(key);
            }
        }
    }

    private readonly record struct Level(double Spent, double PerSecond, long At);
}
