using System.Diagnostics;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>Latencies as they are recorded, without a lock; <see cref="Snapshot"/> is what adds up and travels.</summary>
/// <param name="bits">The precision, see <see cref="Buckets"/>.</param>
internal sealed class LatencyHistogram(int bits = Buckets.FineBits)
{
    private readonly Buckets _buckets = new(bits);
    private readonly long[] _counts = new long[new Buckets(bits).Count];
    private long _max;

    /// <summary>Records the time between two <see cref="Stopwatch"/> timestamps.</summary>
    public void Record(long from, long to) => Record((long)Stopwatch.GetElapsedTime(from, to).TotalMicroseconds);

    /// <summary>Records a latency in microseconds.</summary>
    public void Record(long microseconds)
    {
        var value = Math.Clamp(microseconds, 0, Buckets.MaxMicroseconds);
        Interlocked.Increment(ref _counts[_buckets.IndexOf(value)]);
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

    /// <summary>What has been recorded so far.</summary>
    public HistogramSnapshot Snapshot()
    {
        var filled = 0;
        foreach (var count in _counts)
        {
            filled += count > 0 ? 1 : 0;
        }

        var indexes = new List<int>(filled);
        var counts = new List<long>(filled);
        for (var i = 0; i < _counts.Length; i++)
        {
            if (Volatile.Read(ref _counts[i]) is > 0 and var count)
            {
                indexes.Add(i);
                counts.Add(count);
            }
        }

        return new HistogramSnapshot { Bits = bits, MaxUs = Volatile.Read(ref _max), Indexes = [.. indexes], Counts = [.. counts] };
    }

    /// <summary>The percentiles of what has been recorded; call it when recording has ended.</summary>
    public LatencySummary Summarize() => Snapshot().Summarize();
}
