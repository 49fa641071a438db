using System.Text.RegularExpressions;

namespace ChatOrleans.Telemetry.Tests;

/// <summary>The names of metrics in Prometheus' expressions.</summary>
internal static partial class PromQl
{
    private static readonly HashSet<string> Words = ["and", "or", "unless", "bool", "offset"];

    /// <summary>The metrics that an expression uses, without the endings of histograms.</summary>
    public static IEnumerable<string> MetricsOf(string expression)
    {
        var bare = NoMetric.Replace(expression, " ");
        return Name.Matches(bare)
            .Select(match => match.Value)
            .Where(name => !Words.Contains(name))
            .Select(name => HistogramEnding.Replace(name, ""));
    }

    // Strings, selectors, ranges, and the lists of labels behind "by".
    [GeneratedRegex("\"[^\"]*\"|\\{[^}]*\\}|\\[[^\\]]*\\]|\\b(by|without|on|ignoring)\\s*\\([^)]*\\)")]
    private static partial Regex NoMetric { get; }

    // No function, and no part of a number such as 6e9.
    [GeneratedRegex("(?<![\\w.$])[a-zA-Z_][a-zA-Z0-9_]*\\b(?!\\s*\\()")]
    private static partial Regex Name { get; }

    [GeneratedRegex("_(bucket|count|sum)$")]
    private static partial Regex HistogramEnding { get; }
}
