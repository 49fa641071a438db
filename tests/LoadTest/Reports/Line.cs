using System.Globalization;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>The lines of a report: a name, and what there is to say.</summary>
internal static class Line
{
    public static string Of(string name, string text) => $"  {name,-16} {text}";

    public static string Rate(string what, double perSecond, long count, double seconds) =>
        Of(what, string.Create(CultureInfo.InvariantCulture, $"{perSecond:F0} a second ({count} in {seconds:F1} s)"));

    public static string Latency(string what, LatencySummary latency) =>
        Of(
            what,
            string.Create(
                CultureInfo.InvariantCulture,
                $"p50 {latency.P50Ms:F2}  p90 {latency.P90Ms:F2}  p99 {latency.P99Ms:F2}  p99.9 {latency.P999Ms:F2}  max {latency.MaxMs:F2} ms"));

    public static string Cost(CostPerMessage cost) =>
        Of(
            "processor",
            $"generator {Microseconds(cost.GeneratorUs)}, server {Microseconds(cost.ServerUs)}, PostgreSQL {Microseconds(cost.PostgresUs)} a message");

    private static string Microseconds(double? value) =>
        value is null ? "unknown" : string.Create(CultureInfo.InvariantCulture, $"{value:F1} µs");
}
