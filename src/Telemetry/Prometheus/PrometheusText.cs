using System.Globalization;
using System.Text;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace ChatOrleans.Telemetry.Prometheus;

/// <summary>Metrics in Prometheus' text format 0.0.4: families in the order of their names, each with its help and type.</summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new(32 * 1024);

    public static string Of(IEnumerable<Metric> metrics)
    {
        var text = new PrometheusText();
        foreach (var family in metrics.GroupBy(PrometheusName.Of).OrderBy(family => family.Key, StringComparer.Ordinal))
        {
            text.AppendFamily(family.Key, [.. family]);
        }

        return text._text.ToString();
    }

    private static string? TypeOf(Metric metric) => metric.MetricType switch
    {
        MetricType.LongSum or MetricType.DoubleSum => PrometheusName.IsCounter(metric) ? "counter" : "gauge",
        MetricType.LongSumNonMonotonic or MetricType.DoubleSumNonMonotonic or MetricType.LongGauge or MetricType.DoubleGauge => "gauge",
        MetricType.Histogram => "histogram",
        // No view asks for one, and the format has none.
        _ => null,
    };

    private void AppendFamily(string name, Metric[] metrics)
    {
        if (TypeOf(metrics[0]) is not { } type)
        {
            return;
        }

        if (metrics[0].Description is { Length: > 0 } help)
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help, quotes: false)).Append('\n');
        }

        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        // Another meter's of the same name but another type has no place in the family.
        foreach (var metric in metrics.Where(metric => TypeOf(metric) == type))
        {
            foreach (ref readonly var point in metric.GetMetricPoints())
            {
                AppendPoint(name, metric.MetricType, in point);
            }
        }
    }

    private void AppendPoint(string name, MetricType type, in MetricPoint point)
    {
        var labels = LabelsOf(point.Tags);
        switch (type)
        {
            case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                AppendSample(name, labels, point.GetSumLong());
                break;
            case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                AppendSample(name, labels, point.GetSumDouble());
                break;
            case MetricType.LongGauge:
                AppendSample(name, labels, point.GetGaugeLastValueLong());
                break;
            case MetricType.DoubleGauge:
                AppendSample(name, labels, point.GetGaugeLastValueDouble());
                break;
            case MetricType.Histogram:
                AppendHistogram(name, labels, in point);
                break;
        }
    }

    private void AppendHistogram(string name, string labels, in MetricPoint point)
    {
        var separator = labels.Length > 0 ? "," : string.Empty;
        long count = 0;
        foreach (var bucket in point.GetHistogramBuckets())
        {
            count += bucket.BucketCount;
            var bound = double.IsPositiveInfinity(bucket.ExplicitBound) ? "+Inf" : Number(bucket.ExplicitBound);
            AppendSample($"{name}_bucket", $"{labels}{separator}le=\"{bound}\"", count);
        }

        AppendSample($"{name}_sum", labels, point.GetHistogramSum());
        AppendSample($"{name}_count", labels, point.GetHistogramCount());
    }

    private void AppendSample(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string LabelsOf(ReadOnlyTagCollection tags)
    {
        if (tags.Count == 0)
        {
            return string.Empty;
        }

        var labels = new List<string>(tags.Count);
        foreach (var (key, value) in tags)
        {
            var text = value is bool flag ? (flag ? "true" : "false") : Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
            labels.Add($"{PrometheusName.Of(key)}=\"{Escape(text, quotes: true)}\"");
        }

        return string.Join(',', labels);
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        // Not in the notation with an exponent while whole: people read it too.
        _ when Math.Abs(value) < 1e15 && Math.Floor(value) == value => value.ToString("F0", CultureInfo.InvariantCulture),
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }
}
