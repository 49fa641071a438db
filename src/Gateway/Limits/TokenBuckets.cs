using System.Collections.Concurrent;

namespace ChatOrleans.Gateway.Limits;

/// <summary>
/// One token bucket a key, in bounded memory: a full bucket says nothing and is forgotten, and when there are more keys
/// than places even so, newcomers share one wider bucket until places come free.
/// </summary>
/// <typeparam name="TKey">What is limited: a user, an address.</typeparam>
internal sealed class TokenBuckets<TKey>
    where TKey : notnull
{
    private const int Places = 100_000;

    /// <summary>How much wider the newcomers' bucket is than one's own.</summary>
    private const int SharedWidth = 100;

    private static readonly TimeSpan SweepPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, Bucket> _buckets = new();
    private readonly Bucket _shared;
    private readonly RateOptions _rate;
    private readonly TimeProvider _time;
    private readonly int _places;
    private int _count;
    private long _nextSweep;

    public TokenBuckets(RateOptions rate, TimeProvider time, int places = Places)
    {
        _rate = rate;
        _time = time;
        _places = places;
        _shared = new Bucket(rate.PerSecond * SharedWidth, (double)rate.Burst * SharedWidth, time.GetTimestamp());
        _nextSweep = time.GetTimestamp();
    }

    /// <summary>Takes a token; false when there is none, with the time until there is one.</summary>
    public bool TryTake(TKey key, out int retryAfterMs)
    {
        var now = _time.GetTimestamp();
        var bucket = _buckets.TryGetValue(key, out var known) ? known : Add(key, now);
        var missing = bucket.Take(now, _time);
        retryAfterMs = missing <= 0 ? 0 : (int)Math.Clamp(Math.Ceiling(missing * 1_000), 1, int.MaxValue);
        return missing <= 0;
    }

    private Bucket Add(TKey key, long now)
    {
        if (Volatile.Read(ref _count) >= _places && !TrySweep(now))
        {
            return _shared;
        }

        var bucket = new Bucket(_rate.PerSecond, _rate.Burst, now);
        if (_buckets.TryAdd(key, bucket))
        {
            Interlocked.Increment(ref _count);
            return bucket;
        }

        return _buckets.GetValueOrDefault(key, bucket);
    }

    /// <summary>Forgets full buckets, one caller at a time and once a second at most; whether that freed a place.</summary>
    private bool TrySweep(long now)
    {
        var due = Interlocked.Read(ref _nextSweep);
        var next = now + (long)(SweepPause.TotalSeconds * _time.TimestampFrequency);
        if (now < due || Interlocked.CompareExchange(ref _nextSweep, next, due) != due)
        {
            return false;
        }

        foreach (var entry in _buckets)
        {
            // Somebody may take from it between the two steps; that token is a gift.
            if (entry.Value.IsFull(now, _time) && _buckets.TryRemove(entry))
            {
                Interlocked.Decrement(ref _count);
            }
        }

        return Volatile.Read(ref _count) < _places;
    }

    private sealed class Bucket(double perSecond, double burst, long createdAt)
    {
        private readonly Lock _lock = new();
        private double _spent;
        private long _at = createdAt;

        /// <summary>Seconds until there is a token; 0 when one was taken.</summary>
        public double Take(long now, TimeProvider time)
        {
            lock (_lock)
            {
                Refill(now, time);
                if (burst - _spent < 1)
                {
                    return (1 - burst + _spent) / perSecond;
                }

                _spent++;
                return 0;
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
}
