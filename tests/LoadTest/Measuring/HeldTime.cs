using System.Diagnostics;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>The time that is measured, between two <see cref="Stopwatch"/> timestamps of this process.</summary>
internal readonly record struct HeldTime(long From, long To)
{
    /// <summary>Waits for a timestamp, or until the run is over.</summary>
    public static async Task WaitUntilAsync(long timestamp, CancellationToken over)
    {
        var left = Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp(), timestamp);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
