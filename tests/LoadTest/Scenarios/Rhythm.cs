using System.Diagnostics;

namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>When people do what they do.</summary>
internal static class Rhythm
{
    /// <summary>A time as people keep it: exponentially distributed around this mean.</summary>
    public static TimeSpan Around(double meanMs, Random random) =>
        TimeSpan.FromMilliseconds(-meanMs * Math.Log(1 - random.NextDouble()));

    /// <summary>The timestamp that is this much later.</summary>
    public static long After(long timestamp, TimeSpan time) => timestamp + (long)(time.TotalSeconds * Stopwatch.Frequency);

    /// <summary>Waits for a timestamp; never too short, which would be a message before its time.</summary>
    public static async Task DelayUntilAsync(long timestamp, CancellationToken cancellationToken)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay((int)Math.Ceiling(left.TotalMilliseconds), cancellationToken);
        }

        cancellationToken.ThrowIfCancellationRequested();
    }
}
