using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>What the figures of a run are called, in assertions, in JSON and in comparisons.</summary>
internal static class FigureNames
{
    public const string Rate = "rate";
    public const string SentRate = "rate.sent";
    public const string RefusedRate = "rate.refused";
    public const string ServerUs = "server.us";
    public const string PostgresUs = "postgres.us";
    public const string GeneratorUs = "generator.us";
    public const string RssMb = "rss.mb";
    public const string GrownMb = "rss.grown.mb";
    public const string HeapMb = "heap.mb";
    public const string PostgresMb = "postgres.mb";
    public const string CommitMs = "commit.ms";
    public const string LagMs = "lag.ms";
    public const string ViolationCount = "violations";
    public const string ErrorCount = "errors";
    public const string Batch = "batch";

    private static readonly string[] Percentiles = ["p50", "p90", "p99", "p99.9", "max"];
    private static readonly string[] Singles =
    [
        Rate, SentRate, RefusedRate, ServerUs, PostgresUs, GeneratorUs, RssMb, GrownMb, HeapMb, PostgresMb, Batch, CommitMs, LagMs,
    ];

    /// <summary>For a person who looks for the right one.</summary>
    public static string Known =>
        $"{string.Join(", ", Singles)}, {ViolationCount}, {ViolationCount}.KIND, {ErrorCount}, {ErrorCount}.CODE, "
        + $"{string.Join(", ", Names<Counter>())}, and {string.Join(", ", Percentiles)} (ms) of {string.Join(", ", Names<Measure>())} (ack)";

    public static string Of(Measure what, string percentile) => $"{Name(what)}.{percentile}";

    public static string Name<TEnum>(TEnum what)
        where TEnum : struct, Enum => Camel(what.ToString());

    /// <summary>The full name of what a person wrote; null when there is no such figure.</summary>
    public static string? Complete(string name)
    {
        if (Percentiles.Contains(name))
        {
            return Of(Measure.Delivery, name);
        }

        var full = name.StartsWith("ack.", StringComparison.Ordinal) ? $"{Name(Measure.Acknowledgement)}{name[3..]}" : name;
        return Singles.Contains(full) || IsCount(full) || IsPercentile(full) ? full : null;
    }

    /// <summary>Whether it counts something, so that a run without it has none.</summary>
    public static bool IsCount(string name) =>
        name is ViolationCount or ErrorCount
        || name.StartsWith(ErrorCount + ".", StringComparison.Ordinal)
        || (name.StartsWith(ViolationCount + ".", StringComparison.Ordinal)
            && Names<Violation>().Contains(name[(ViolationCount.Length + 1)..]))
        || Names<Counter>().Contains(name);

    private static bool IsPercentile(string name) =>
        name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
        && Names<Measure>().Contains(name[..dot])
        && Percentiles.Contains(name[(dot + 1)..]);

    private static IEnumerable<string> Names<TEnum>()
        where TEnum : struct, Enum => Enum.GetNames<TEnum>().Select(Camel);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
