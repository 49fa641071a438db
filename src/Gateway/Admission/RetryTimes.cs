namespace ChatOrleans.Gateway.Admission;

/// <summary>
/// Tells who is refused when to come again: at random, so that those who were refused together don't come together, and
/// over a longer time the more are refused for each one who is let in, so that coming again is never the load.
/// </summary>
internal sealed class RetryTimes(TimeSpan shortest, TimeProvider time, Random random)
{
    /// <summary>The longest wait, in shortest ones.</summary>
    private const double MostTimes = 20;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private long _since = time.GetTimestamp();
    private int _admitted;
    private int _refused;
    private double _ratio;

    /// <summary>Somebody was let in.</summary>
    public void OnAdmitted()
    {
        lock (_gate)
        {
            Turn();
            _admitted++;
        }
    }

    /// <summary>Somebody is refused; the wait to tell, in milliseconds.</summary>
    public int NextMs()
    {
        lock (_gate)
        {
            Turn();
            _refused++;
            var ratio = Math.Max(_ratio, Ratio());
            var span = Math.Clamp(2 * ratio, 2, MostTimes - 1);
            return (int)(shortest.TotalMilliseconds * (1 + (span * random.NextDouble())));
        }
    }

    private double Ratio() => (double)_refused / Math.Max(1, _admitted);

    private void Turn()
    {
        var now = time.GetTimestamp();
        if (time.GetElapsedTime(_since, now) >= Window)
        {
            _ratio = Ratio();
            (_since, _admitted, _refused) = (now, 0, 0);
        }
    }
}
