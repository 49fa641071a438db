using System.Globalization;

namespace ChatOrleans.LoadTest.Limits;

/// <summary>What several runs of the same gave.</summary>
internal sealed record Spread
{
    public required double Median { get; init; }

    public required double Least { get; init; }

    public required double Most { get; init; }

    /// <summary>Of the values; null when there are none.</summary>
    public static Spread? Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0
            ? null
            : new Spread
            {
                Median = (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2,
                Least = sorted[0],
                Most = sorted[^1],
            };
    }

    /// <summary>Of the values that are known.</summary>
    public static Spread? Of(IEnumerable<double?> values) => Of(values.OfType<double>());

    public string ToString(string format) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Median.ToString(format, CultureInfo.InvariantCulture)} ({Least.ToString(format, CultureInfo.InvariantCulture)} to {Most.ToString(format, CultureInfo.InvariantCulture)})");
}
