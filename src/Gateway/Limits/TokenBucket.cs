namespace ChatOrleans.Gateway.Limits;

/// <summary>
/// The tokens of one key, counted as what is spent of them. Of a bucket that other gateways share, it also counts what they
/// have not been told.
/// </summary>
internal sealed class TokenBucket(double perSecond, double burst, double tellAt, long createdAt)
{
    private readonly Lock _lock = new();
    private double _spent;
    private double _untold;
    private long _at = createdAt;
    private bool _isDue;

    /// <summary>How fast tokens come back.</summary>
    public double PerSecond => perSecond;

    /// <summary>Seconds until there is a token; 0 when one was taken.</summary>
    /// <param name="now">The time.</param>
    /// <param name="time">Whose time it is.</param>
    /// <param name="isDue">Whether the other gateways have to be told now; true once until <see cref="Tell"/>.</param>
    public double Take(long now, TimeProvider time, out bool isDue)
    {
        lock (_lock)
        {
            Refill(now, time);
            var missing = Math.Max(0, (1 - burst + _spent) / perSecond);
            if (missing <= 0)
            {
                _spent++;
                _untold++;
            }

            // Who is refused spends nothing here, but what the others have heard since says for how long.
            isDue = !_isDue && (missing > 0 || _untold >= tellAt);
            _isDue |= isDue;
            return missing;
        }
    }

    public bool IsFull(long now, TimeProvider time)
    {
        lock (_lock)
        {
            Refill(now, time);
            return _spent <= 0;
        }
    }

    /// <summary>
    /// What to tell the others: what was spent since they were told last, as far as it has not come back meanwhile, and what
    /// was known of them then.
    /// </summary>
    public (double Untold, double Believed) Tell(long now, TimeProvider time)
    {
        lock (_lock)
        {
            Refill(now, time);
            var untold = Math.Min(_untold, _spent);
            _untold = 0;
            _isDue = false;
            return (untold, _spent - untold);
        }
    }

    /// <summary>Takes over what all have spent, beside what was spent here since it was told.</summary>
    public void Learn(double level, long now, TimeProvider time)
    {
        lock (_lock)
        {
            Refill(now, time);
            _spent = level + _untold;
        }
    }

    /// <summary>They could not be told: it is still untold.</summary>
    public void Retract(double untold)
    {
        lock (_lock)
        {
            _untold += untold;
        }
    }

    private void Refill(long now, TimeProvider time)
    {
        // Callers read the clock before they get the lock.
        if (now > _at)
        {
            _spent = Math.Max(0, _spent - (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
            _at = now;
        }
    }
}
