using System.Globalization;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Reports.Plots;

/// <summary>The plots of a run; one without anything to show is left out.</summary>
internal sealed class RunPlots
{
    private const double Megabyte = 1e6;

    private readonly RunReport _report;
    private readonly double _origin;
    private readonly Axis _time;
    private readonly (double From, double To)? _held;

    public RunPlots(RunReport report)
    {
        _report = report;
        var moments = report.Timeline.Select(step => (double)step.At).Concat(report.Server.Points.Select(point => (double)point.At))
            .DefaultIfEmpty(0).ToList();
        _origin = report.HeldFrom ?? moments.Min();
        _held = report is { HeldFrom: { } from, HeldTo: { } to } ? (from - _origin, to - _origin) : null;
        _time = Axis.Between(_held is null ? "time, s" : "time since the measured time began, s", moments.Min() - _origin, moments.Max() - _origin);
    }

    public IEnumerable<Plot> All() => new[]
    {
        LatencyOverTime(),
        LatencyDistribution(),
        OverTime("Throughput", "messages a second", "/s",
            Steps("sent", 3, step => step.SentPerSecond),
            Steps("done", 1, step => step.DonePerSecond),
            Steps("refused", 4, step => step.RefusedPerSecond)),
        OverTime("Processors", "cores kept busy", "cores",
            Points("server", 1, point => point.ServerCores),
            Points("PostgreSQL", 2, point => point.PostgresCores),
            Steps("generators", 3, step => step.GeneratorCores)),
        OverTime("Memory", "MB", "MB",
            Points("server, resident", 1, point => point.ServerBytes / Megabyte),
            Points("server, managed heap", 3, point => point.HeapBytes / Megabyte),
            Points("PostgreSQL", 2, point => point.PostgresBytes / Megabyte)),
        OverTime("Batch size", "rows a commit", "rows", Points("rows a commit", 1, point => point.RowsPerCommit)),
        OverTime("Commits", "commits a second", "/s", Points("commits", 2, point => point.Commits)),
        OverTime("Inside the server, p99", "ms", "ms",
            Points("stream lag", 1, point => point.DeliveryLagMs),
            Points("commit", 2, point => point.CommitMs),
            Points("wait for the writer", 3, point => point.LogDelayMs)),
    }.OfType<Plot>();

    private Plot? LatencyOverTime()
    {
        var series = new[]
        {
            Steps("acknowledgement p99", 1, step => step.Acknowledgement?.P99Ms),
            Steps("acknowledgement p50", 1, step => step.Acknowledgement?.P50Ms) with { IsDashed = true },
            Steps("delivery p99", 2, step => step.Delivery?.P99Ms),
            Steps("delivery p50", 2, step => step.Delivery?.P50Ms) with { IsDashed = true },
        };
        return OverTime("Latency over time", "ms", series, Axis.Logarithmic("ms, logarithmic", Values(series)));
    }

    private Plot? LatencyDistribution()
    {
        var series = new[] { Distribution("acknowledgement", 1, Measure.Acknowledgement), Distribution("delivery", 2, Measure.Delivery) }
            .Where(line => !line.IsEmpty).ToList();
        return series.Count == 0 ? null : new Plot
        {
            Title = "Latency distribution",
            Note = "What share of the messages was at least this fast.",
            X = Axis.Percentiles("percentile", Share(series.Max(line => line.Points.Max(point => point.X)))),
            Y = Axis.Logarithmic("ms, logarithmic", Values(series)),
            Series = series,
            HoverX = distance => string.Create(CultureInfo.InvariantCulture, $"{100 * Share(distance):0.####} %"),
            Unit = "ms",
        };
    }

    /// <summary>The line of a histogram: each bucket's highest value over the share that it completes.</summary>
    private PlotSeries Distribution(string name, int hue, Measure what)
    {
        if (!_report.Latencies.TryGetValue(what, out var latency))
        {
            return new PlotSeries(name, hue, []);
        }

        // The last one of n tells nothing of what is rarer than one in n.
        var histogram = latency.Histogram;
        var (total, below) = ((double)histogram.Total, 0L);
        var buckets = new Buckets(histogram.Bits);
        var points = new List<(double X, double Y)>();
        for (var i = 0; i < histogram.Counts.Length; i++)
        {
            var value = Math.Min(buckets.HighestOf(histogram.Indexes[i]), histogram.MaxUs) / 1000.0;
            points.Add((Axis.Distance(below / total), value));
            below += histogram.Counts[i];
            points.Add((Axis.Distance(Math.Min(below / total, 1 - (1 / (total + 1)))), value));
        }

        return new PlotSeries(name, hue, points).Thinned(Plot.MostPoints);
    }

    private Plot? OverTime(string title, string axis, string unit, params PlotSeries[] series) =>
        OverTime(title, unit, series, Axis.Linear(axis, Values(series)));

    private Plot? OverTime(string title, string unit, PlotSeries[] series, Axis y)
    {
        var shown = series.Where(line => !line.IsEmpty).ToList();
        return shown.Count == 0 ? null : new Plot
        {
            Title = title,
            Note = shown.Any(line => line.Points.Count > Plot.MostPoints) ? "Each point is the greatest value of a stretch of time." : null,
            X = _time,
            Y = y,
            Series = [.. shown.Select(line => line.Thinned(Plot.MostPoints))],
            Held = _held,
            HoverX = seconds => string.Create(CultureInfo.InvariantCulture, $"{seconds:0} s"),
            Unit = unit,
        };
    }

    private PlotSeries Steps(string name, int hue, Func<TimelineStep, double?> value) =>
        new(name, hue, [.. _report.Timeline.Select(step => (step.At + (_report.StepSeconds / 2.0) - _origin, value(step) ?? double.NaN))]);

    private PlotSeries Points(string name, int hue, Func<ServerPoint, double?> value) =>
        new(name, hue, [.. _report.Server.Points.Select(point => (point.At - 0.5 - _origin, value(point) ?? double.NaN))]);

    private static double Share(double distance) => 1 - Math.Pow(10, -distance);

    private static IEnumerable<double> Values(IEnumerable<PlotSeries> series) =>
        series.SelectMany(line => line.Points.Select(point => point.Y)).Where(double.IsFinite);
}
