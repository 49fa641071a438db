using System.Text;
using OpenTelemetry.Metrics;

namespace ChatOrleans.Telemetry.Prometheus;

/// <summary>Names as Prometheus has them: the unit at the end, spelt out, and <c>_total</c> behind what only grows.</summary>
internal static class PrometheusName
{
    private const string TotalSuffix = "_total";

    /// <summary>What the runtime declares as growing, though it goes up and down.</summary>
    private static readonly HashSet<string> Gauges = new(StringComparer.Ordinal)
    {
        "dotnet.thread_pool.queue.length", "dotnet.thread_pool.thread.count",
    };

    /// <summary>The name of a metric's family.</summary>
    public static string Of(Metric metric) => Of(metric.Name, metric.Unit, IsCounter(metric));

    /// <summary>The name of an instrument's family.</summary>
    public static string Of(string instrument, string unit, bool isCounter)
    {
        var name = Of(instrument);
        var suffix = UnitOf(unit);
        if (suffix.Length > 0 && !name.EndsWith('_' + suffix, StringComparison.Ordinal))
        {
            name = $"{name}_{suffix}";
        }

        return isCounter && !name.EndsWith(TotalSuffix, StringComparison.Ordinal) ? name + TotalSuffix : name;
    }

    /// <summary>A name of letters, digits and single underscores.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                if (text.Length == 0 && char.IsAsciiDigit(letter))
                {
                    text.Append('_');
                }

                text.Append(letter);
            }
            else if (text.Length == 0 || text[^1] != '_')
            {
                text.Append('_');
            }
        }

        return text.ToString();
    }

    /// <summary>Whether the metric only grows.</summary>
    public static bool IsCounter(Metric metric) =>
        metric.MetricType is MetricType.LongSum or MetricType.DoubleSum && !Gauges.Contains(metric.Name);

    private static string UnitOf(string unit) => unit switch
    {
        "s" => "seconds",
        "ms" => "milliseconds",
        "By" => "bytes",
        "%" => "percent",
        // A remark in braces, such as {connection}, is no unit.
        "" or "1" or ['{', ..] => string.Empty,
        _ => Of(unit),
    };
}
