using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.Faults.Reports;

/// <summary>What a rolling restart found, as it is written as JSON.</summary>
internal sealed record RollReport
{
    public required Summary Sum { get; init; }

    public required int Pairs { get; init; }

    /// <summary>How long the restart of all nodes took.</summary>
    public required double RollSeconds { get; init; }

    /// <summary>Acknowledgements of what left before it.</summary>
    public required Percentiles Before { get; init; }

    /// <summary>Acknowledgements of what left during it.</summary>
    public required Percentiles During { get; init; }

    /// <summary>From the loss of a connection, and the jitter behind it, to the complete <c>Sync</c>.</summary>
    public required LatencySummary Reconnect { get; init; }

    public void Print(TextWriter output)
    {
        output.WriteLine($"{Pairs} pairs, the restart of all nodes took {RollSeconds:F0} s");
        output.WriteLine($"acknowledged before  {Words(Before)}");
        output.WriteLine($"acknowledged during  {Words(During)}");
        output.WriteLine($"back and caught up   {Reconnect.Count} times  p50 {Reconnect.P50Ms:F1} ms  p99 {Reconnect.P99Ms:F1} ms  max {Reconnect.MaxMs:F1} ms");
    }

    private static string Words(Percentiles times) =>
        $"{times.Count} messages  p50 {times.P50Ms:F1} ms  p99 {times.P99Ms:F1} ms  max {times.MaxMs:F1} ms";
}
