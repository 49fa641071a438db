using System.Globalization;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>What a run of the log alone found; the warm-up is left out of rates, latencies and costs.</summary>
internal sealed record LogFigures : IFigures
{
    public required double RowsPerSecond { get; init; }

    public required long Rows { get; init; }

    public required double MeasuredSeconds { get; init; }

    /// <summary>By PostgreSQL's own counters, so about right; null when they stood still.</summary>
    public required double? RowsPerCommit { get; init; }

    public required LatencySummary Acknowledgement { get; init; }

    /// <summary>The generator's share is that of the log's writer too.</summary>
    public required CostPerMessage? Cost { get; init; }

    /// <summary>Appends answered with overloaded, and tried again.</summary>
    public required long Refused { get; init; }

    /// <summary>Appenders that were answered what can't be.</summary>
    public required long FailedAppenders { get; init; }

    /// <summary>Threads that do not hold exactly 1..n of what was acknowledged.</summary>
    public required long WrongThreads { get; init; }

    public bool IsSound => FailedAppenders == 0 && WrongThreads == 0;

    public IEnumerable<string> Lines()
    {
        yield return Line.Rate("rows", RowsPerSecond, Rows, MeasuredSeconds);
        yield return Line.Latency("acknowledgement", Acknowledgement);
        if (RowsPerCommit is { } rows)
        {
            yield return Line.Of("rows a commit", string.Create(CultureInfo.InvariantCulture, $"about {rows:F0}"));
        }

        if (Cost is not null)
        {
            yield return Line.Cost(Cost);
        }

        yield return Line.Of(
            "whole run", $"{Refused} overloaded, {FailedAppenders} appenders failed, {WrongThreads} threads hold not what was acknowledged");
    }
}
