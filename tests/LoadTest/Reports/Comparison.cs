using System.Globalization;
using System.Text.Json;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>Two reports beside each other: each figure that both have, and its ratio.</summary>
internal sealed class Comparison
{
    private static readonly string[] Machine = ["cores", "processor", "system", "runtime", "garbageCollector"];

    private readonly SortedDictionary<string, double> _one;
    private readonly SortedDictionary<string, double> _other;

    /// <param name="one">A report's JSON.</param>
    /// <param name="other">Another one's.</param>
    public Comparison(JsonElement one, JsonElement other)
    {
        _one = FiguresOf(one);
        _other = FiguresOf(other);
        Warnings = [.. Differences(one, other)];
    }

    /// <summary>What differs between the two runs apart from the figures; with these, a ratio may say nothing.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The figures of both, by name; null where one has none.</summary>
    public IEnumerable<(string Name, double? One, double? Other)> Figures =>
        _one.Keys.Union(_other.Keys).Order(StringComparer.Ordinal).Select(name => (name, Find(_one, name), Find(_other, name)));

    /// <summary>The table for a person.</summary>
    public IEnumerable<string> Lines()
    {
        var width = Math.Max(20, _one.Keys.Concat(_other.Keys).Select(name => name.Length).DefaultIfEmpty(0).Max());
        yield return $"{"figure".PadRight(width)} {"A",14} {"B",14} {"B/A",8}";
        foreach (var (name, one, other) in Figures)
        {
            yield return $"{name.PadRight(width)} {Text(one),14} {Text(other),14} {Ratio(one, other),8}";
        }

        foreach (var warning in Warnings)
        {
            yield return $"Beware: {warning}";
        }
    }

    private static IEnumerable<string> Differences(JsonElement one, JsonElement other)
    {
        if (Of(one, "scenario") is var first && Of(other, "scenario") is var second && first != second)
        {
            yield return $"the scenario differs: {first}, {second}";
        }

        foreach (var name in Machine)
        {
            var (here, there) = (Of(Child(one, "conditions"), name), Of(Child(other, "conditions"), name));
            if (here != there)
            {
                yield return $"the {ConsoleReport.Spaced(name)} differs: {here}, {there}";
            }
        }

        var (options, others) = (Child(one, "options"), Child(other, "options"));
        foreach (var name in NamesOf(options).Union(NamesOf(others)).Order(StringComparer.Ordinal))
        {
            if (Of(options, name) != Of(others, name))
            {
                yield return $"option {name} differs: {Of(options, name)}, {Of(others, name)}";
            }
        }

        foreach (var (run, which) in new[] { (one, "A"), (other, "B") })
        {
            if (run.TryGetProperty("sound", out var sound) && !sound.GetBoolean())
            {
                yield return $"{which} is not sound";
            }
        }
    }

    /// <summary>All numbers below "figures", by their path: the figures of some scenarios have parts.</summary>
    private static SortedDictionary<string, double> FiguresOf(JsonElement report)
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        Collect(Child(report, "figures"), "", figures);
        return figures;
    }

    private static void Collect(JsonElement element, string path, SortedDictionary<string, double> figures)
    {
        if (element.ValueKind == JsonValueKind.Number)
        {
            figures[path] = element.GetDouble();
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var property in element.EnumerateObject())
            {
                Collect(property.Value, path.Length == 0 ? property.Name : $"{path}.{property.Name}", figures);
            }
        }
    }

    private static IEnumerable<string> NamesOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject().Select(property => property.Name) : [];

    private static JsonElement Child(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var child) ? child : default;

    private static string Of(JsonElement element, string name) =>
        Child(element, name) is { ValueKind: not JsonValueKind.Undefined } value ? value.ToString() : "none";

    private static double? Find(SortedDictionary<string, double> figures, string name) =>
        figures.TryGetValue(name, out var value) ? value : null;

    private static string Text(double? value) =>
        value is { } known ? known.ToString(Math.Abs(known) < 1_000 ? "0.###" : "0", CultureInfo.InvariantCulture) : "-";

    private static string Ratio(double? one, double? other) => one is { } a && other is { } b
        ? a != 0 ? (b / a).ToString("0.000", CultureInfo.InvariantCulture) : b == 0 ? "1.000" : "-"
        : "-";
}
