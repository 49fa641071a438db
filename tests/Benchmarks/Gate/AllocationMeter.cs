using System.Diagnostics;
using ChatOrleans.Benchmarks.Pieces;

namespace ChatOrleans.Benchmarks.Gate;

/// <summary>
/// Measures allocated bytes without caring for time: what all threads of the process allocate while a piece runs. What
/// compiles in the background changes that for a while (an optimized method may keep objects on its stack), so the
/// piece runs for some time first; after that the least of several rounds counts, since whatever else the process does
/// only adds.
/// </summary>
internal static class AllocationMeter
{
    private const int LeastWarmUpRuns = 200;
    private const int Rounds = 4;
    private static readonly TimeSpan LongestRun = TimeSpan.FromSeconds(30);

    /// <summary>Bytes a message.</summary>
    public static async Task<long> MeasureAsync(IPiece piece)
    {
        await RunAsync(piece, piece.WarmUp, LeastWarmUpRuns);
        var least = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = await piece.ReadAllocatedAsync();
            var runs = await RunAsync(piece, piece.Round, leastRuns: 1);
            var allocated = await piece.ReadAllocatedAsync() - before;
            least = Math.Min(least, allocated / (runs * piece.Messages));
        }

        return least;
    }

    private static async Task<long> RunAsync(IPiece piece, TimeSpan time, int leastRuns)
    {
        var since = Stopwatch.GetTimestamp();
        var runs = 0L;
        while (runs < leastRuns || Stopwatch.GetElapsedTime(since) < time)
        {
            await piece.RunAsync().WaitAsync(LongestRun);
            runs++;
        }

        return runs;
    }
}
