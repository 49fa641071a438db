using System.Collections.Concurrent;

namespace ChatOrleans.Gateway.Limits;

/// <summary>
/// One token bucket a key, in bounded memory: a full bucket says nothing and is forgotten, and when there are more keys
/// than places even so, newcomers share one wider bucket until places come free. With an exchange a key's bucket is one
/// over all gateways, as near as they tell each other: see <see cref="LimitExchange"/>.
/// </summary>
/// <typeparam name="TKey">What is limited: a user, an address.</typeparam>
internal sealed class TokenBuckets<TKey>
    where TKey : notnull
{
    private const int Places = 100_000;

    /// <summary>How much wider the newcomers' bucket is than one's own.</summary>
    private const int SharedWidth = 100;

    /// <summary>What part of a bucket a gateway may spend before it tells the others.</summary>
    private const double UntoldPart = 0.25;

    private static readonly TimeSpan SweepPause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<TKey, TokenBucket> _buckets = new();
    private readonly TokenBucket _shared;
    private readonly RateOptions _rate;
    private readonly TimeProvider _time;
    private readonly SharedLimit<TKey>? _others;
    private readonly int _places;
    private int _count;
    private long _nextSweep;

    public TokenBuckets(RateOptions rate, TimeProvider time, int places = Places, SharedLimit<TKey>? others = null)
    {
        _rate = rate;
        _time = time;
        _places = places;
        _others = others;
        _shared = new TokenBucket(
            rate.PerSecond * SharedWidth, (double)rate.Burst * SharedWidth, double.PositiveInfinity, time.GetTimestamp());
        _nextSweep = time.GetTimestamp();
    }

    /// <summary>Takes a token; false when there is none, with the time until there is one.</summary>
    public bool TryTake(TKey key, out int retryAfterMs)
    {
        var now = _time.GetTimestamp();
        var bucket = _buckets.TryGetValue(key, out var known) ? known : Add(key, now);
        var missing = bucket.Take(now, _time, out var isDue);
        if (isDue && bucket != _shared)
        {
            _others?.Tell(key, bucket);
        }

        retryAfterMs = missing <= 0 ? 0 : (int)Math.Clamp(Math.Ceiling(missing * 1_000), 1, int.MaxValue);
        return missing <= 0;
    }

    private TokenBucket Add(TKey key, long now)
    {
        if (Volatile.Read(ref _count) >= _places && !TrySweep(now))
        {
            return _shared;
        }

        var bucket = new TokenBucket(_rate.PerSecond, _rate.Burst, Math.Max(1, _rate.Burst * UntoldPart), now);
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
}
