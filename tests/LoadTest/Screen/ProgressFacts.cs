using System.Globalization;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Screen;

/// <summary>Progress in words: what the screen and the plain lines share.</summary>
internal sealed class ProgressFacts(Progress progress, (double? Cores, double? RssMb) server)
{
    public string Phase { get; } = progress.Phase switch
    {
        Measuring.Phase.Gathering => "gathering",
        Measuring.Phase.Ramp => "ramp",
        Measuring.Phase.Hold => "hold",
        Measuring.Phase.CoolDown => "cool-down",
        Measuring.Phase.Settling => "settling",
        _ => "audit",
    };

    public string Rate => Invariant(
        $"{PerSecond(progress.Recent?.Sent):F0} sent, {PerSecond(progress.Recent?.Done):F0} done, {PerSecond(progress.Recent?.Refused):F0} refused a second");

    public string Acknowledgement => Latency(progress.Recent?.Acknowledgement);

    public string Delivery => Latency(progress.Recent?.Delivery);

    public string Connections => progress.ExpectedConnections > 0
        ? Invariant($"{Count(Counter.Connected)} of {progress.ExpectedConnections}, {Count(Counter.LostConnections)} lost")
        : Invariant($"{Count(Counter.Connected)}, {Count(Counter.LostConnections)} lost");

    public string Messages => Invariant(
        $"{Count(Counter.Sent)} sent, {Count(Counter.Done)} done, {Count(Counter.Refused)} refused, {Count(Counter.Resyncs)} times ResyncRequired");

    public string Errors => progress.Errors.Count == 0
        ? "none"
        : string.Join(", ", progress.Errors.Select(error => Invariant($"{error.Value} {error.Key}")));

    public string Violations => progress.Violations == 0 ? "none" : Invariant($"{progress.Violations}, such as {progress.Example}");

    /// <summary>Null when nothing is known of it.</summary>
    public string? Server => server switch
    {
        (null, null) => null,
        (null, { } rss) => Invariant($"{rss:F0} MB"),
        (var cores, var rss) => Invariant($"{cores:F2} cores, {rss:F0} MB"),
    };

    /// <summary>All of it in one line.</summary>
    public string Line =>
        $"{Phase}{(progress.PhaseShare is { } share ? Invariant($" {100 * share:F0} %") : "")}: {Rate}; "
        + $"acknowledgement {Acknowledgement}; delivery {Delivery}; connections {Connections}; errors {Errors}; violations {Violations}"
        + (Server is null ? "" : $"; server {Server}");

    private static double PerSecond(long? count) => (count ?? 0) / (double)Progress.RecentSeconds;

    private static string Latency(HistogramSnapshot? latency) => latency is null or { Total: 0 }
        ? "none"
        : Invariant($"p50 {latency.PercentileMs(0.5):F1}  p99 {latency.PercentileMs(0.99):F1}  max {latency.MaxUs / 1000.0:F1} ms");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private long Count(Counter what) => progress.Counts.GetValueOrDefault(what);
}
