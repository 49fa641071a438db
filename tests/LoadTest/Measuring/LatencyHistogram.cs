using System.Diagnostics;
using System.Numerics;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>
/// Latencies in log-linear buckets: exact below 128 µs, then 64 buckets to a doubling, so a percentile is at most 1.6 %
/// too high and never too low. Recording takes no lock; histograms of several runs or processes add up.
/// </summary>
internal sealed class LatencyHistogram
{
    private const int LinearBits = 7;
    private const int HalfLinear = 1 << (LinearBits - 1);

    /// <summary>2^36 µs, 19 hours; what takes longer is counted as that.</summary>
    private const long MaxMicroseconds = (1L << 36) - 1;

    private readonly long[] _counts = new long[IndexOf(MaxMicroseconds) + 1];
    private long _max;

    /// <summary>Records the time between two <see cref="Stopwatch"/> timestamps.</summary>
    public void Record(long from, long to) => Record((long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds);

    /// <summary>Records a latency in microseconds.</summary>
    public void Record(long microseconds)
    {
        var value = Math.Clamp(microseconds, 0, MaxMicroseconds);
        Interlocked.Increment(ref _counts[IndexOf(value)]);
        var max = Volatile.Read(ref _max);
        while (value > max)
        {
            var seen = Interlocked.CompareExchange(ref _max, value, max);
            if (seen == max)
            {
                break;
            }

            max = seen;
        }
    }

    /// <summary>Adds what another one has recorded.</summary>
    public void Add(LatencyHistogram other)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] += other._counts[i];
        }

        _max = Math.Max(_max, other._max);
    }

    /// <summary>The percentiles of what has been recorded; call it when recording has ended.</summary>
    public LatencySummary Summarize() => new()
    {
        Count = _counts.Sum(),
        P50Ms = Percentile(0.5),
        P90Ms = Percentile(0.9),
        P99Ms = Percentile(0.99),
        P999Ms = Percentile(0.999),
        MaxMs = _max / 1000.0,
    };

    private double Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * _counts.Sum());
        var below = 0L;
        for (var i = 0; i < _counts.Length; i++)
        {
            below += _counts[i];
            if (below >= rank && below > 0)
            {
                return Math.Min(HighestOf(i), _max) / 1000.0;
            }
        }

        return 0;
    }

    private static int IndexOf(long value)
    {
        var shift = Math.Max(0, BitOperations.Log2((ulong)value) - (LinearBits - 1));
        return (shift * HalfLinear) + (int)(value >> shift);
    }

    private static long HighestOf(int index)
    {
        var shift = Math.Max(0, (index / HalfLinear) - 1);
        var lowest = (long)(index - (shift * HalfLinear)) << shift;
        return lowest + (1L << shift) - 1;
    }
}
