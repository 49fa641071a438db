using System.Globalization;
using System.Runtime.InteropServices;

namespace ChatOrleans.LoadTest.Server;

/// <summary>What a page in Prometheus' text format said at one moment.</summary>
internal sealed class MetricsSample
{
    private readonly Dictionary<string, List<(string Labels, double Value)>> _samples = new(StringComparer.Ordinal);

    private MetricsSample()
    {
    }

    /// <summary>Reads a page. Lines that are no samples are left out.</summary>
    public static MetricsSample Parse(string page)
    {
        var sample = new MetricsSample();
        foreach (var line in page.AsSpan().EnumerateLines())
        {
            // name{labels} value: a label's value may hold a brace or a blank, the number never does.
            var end = line.LastIndexOf(' ');
            if (line.IsEmpty || line[0] == '#' || end < 1 ||
                !TryRead(line[(end + 1)..], out var value))
            {
                continue;
            }

            var head = line[..end];
            var brace = head.IndexOf('{');
            var name = (brace < 0 ? head : head[..brace]).ToString();
            var labels = brace < 0 ? string.Empty : head[(brace + 1)..^1].ToString();
            (CollectionsMarshal.GetValueRefOrAddDefault(sample._samples, name, out _) ??= [])
                .Add((labels, value));
        }

        return sample;
    }

    /// <summary>A metric's values with the label, or all, together; null when the server has none yet.</summary>
    public double? Sum(string name, string label = "")
    {
        if (!_samples.TryGetValue(name, out var values))
        {
            return null;
        }

        double? sum = null;
        foreach (var (labels, value) in values)
        {
            if (labels.Contains(label, StringComparison.Ordinal))
            {
                sum = (sum ?? 0) + value;
            }
        }

        return sum;
    }

    /// <summary>
    /// A quantile of what a histogram took in since an earlier page, in between a bucket's bounds by its share; null when
    /// it took in nothing.
    /// </summary>
    public double? Quantile(string name, double share, MetricsSample? since)
    {
        var before = since?.BucketsOf(name) ?? [];
        var counts = BucketsOf(name).Select(bucket => (Bound: bucket.Key, Count: bucket.Value - before.GetValueOrDefault(bucket.Key))).ToList();
        if (counts.Count == 0 || counts[^1].Count <= 0)
        {
            return null;
        }

        var rank = share * counts[^1].Count;
        var (lower, below) = (0.0, 0.0);
        foreach (var (bound, count) in counts)
        {
            if (count >= rank)
            {
                // Beyond the last bound nobody knows how far.
                return double.IsPositiveInfinity(bound) ? lower : lower + ((bound - lower) * (rank - below) / (count - below));
            }

            (lower, below) = (bound, count);
        }

        return lower;
    }

    private SortedDictionary<double, double> BucketsOf(string name)
    {
        var buckets = new SortedDictionary<double, double>();
        foreach (var (labels, value) in _samples.GetValueOrDefault($"{name}_bucket", []))
        {
            const string key = "le=\"";
            var start = labels.LastIndexOf(key, StringComparison.Ordinal) + key.Length;
            if (start >= key.Length && TryRead(labels.AsSpan(start, labels.IndexOf('"', start) - start), out var bound))
            {
                buckets[bound] = buckets.GetValueOrDefault(bound) + value;
            }
        }

        return buckets;
    }

    private static bool TryRead(ReadOnlySpan<char> text, out double value)
    {
        if (text is "+Inf")
        {
            value = double.PositiveInfinity;
            return true;
        }

        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
    }
}
