namespace ChatOrleans.Client.Connecting;

/// <summary>
/// How long to wait before the next attempt: anything from nothing to a bound that doubles with each attempt (full jitter), so
/// that those whom one outage has hit do not come back at once.
/// </summary>
internal sealed class Backoff(TimeSpan first, TimeSpan longest, Func<double> random)
{
    private int _attempts;

    /// <summary>What was tried has worked.</summary>
    public void Reset() => _attempts = 0;

    /// <summary>The wait before the next attempt; no shorter than <paramref name="least"/>, which the server has asked for.</summary>
    public TimeSpan Next(TimeSpan? least = null)
    {
        var bound = TimeSpan.FromTicks(Math.Min(longest.Ticks, first.Ticks << Math.Min(_attempts, 20)));
        _attempts++;
        return (least ?? TimeSpan.Zero) + (bound * random());
    }
}
