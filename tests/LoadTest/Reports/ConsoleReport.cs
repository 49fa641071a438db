using System.Globalization;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>A report for a person at a console.</summary>
internal static class ConsoleReport
{
    public static IEnumerable<string> Lines(RunReport report)
    {
        var conditions = report.Conditions;
        yield return $"{report.Scenario}: {string.Join(", ", report.Options.Select(option => $"{option.Key} {option.Value}"))}";
        yield return Line.Of("machine", $"{conditions.Cores} cores, {conditions.Processor}, {conditions.System}, load before {conditions.LoadBefore?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}");
        yield return Line.Of("program", $"{conditions.Runtime}, {conditions.GarbageCollector} GC, commit {conditions.Commit ?? "unknown"}, {conditions.StartedAt:u}");
        if (report.Figures.TryGetValue(FigureNames.Rate, out var rate))
        {
            yield return Line.Rate("messages", rate, report.HeldCounts.GetValueOrDefault(Counter.Done), report.HeldTo - report.HeldFrom ?? 0);
        }

        foreach (var (what, latency) in report.Latencies)
        {
            yield return Line.Latency(NameOf(what), latency.Summary);
        }

        foreach (var line in CostLines(report.Figures).Concat(WholeRunLines(report)))
        {
            yield return line;
        }

        foreach (var line in report.Server.Held?.Lines() ?? [])
        {
            yield return Line.Of("meanwhile", line);
        }

        yield return Line.Of("verdict", report.Sound ? "sound: every promise was kept" : string.Join("; ", report.Faults));
    }

    private static IEnumerable<string> CostLines(SortedDictionary<string, double> figures)
    {
        if (figures.TryGetValue(FigureNames.GeneratorUs, out var generator))
        {
            yield return Line.Cost(new CostPerMessage
            {
                GeneratorUs = generator,
                ServerUs = figures.TryGetValue(FigureNames.ServerUs, out var server) ? server : null,
                PostgresUs = figures.TryGetValue(FigureNames.PostgresUs, out var postgres) ? postgres : null,
            });
        }

    }

    private static IEnumerable<string> WholeRunLines(RunReport report)
    {
        var counts = report.Counts.Where(pair => pair.Value > 0).Select(pair => $"{pair.Value} {Spaced(pair.Key.ToString())}");
        yield return Line.Of("whole run", string.Join(", ", counts.DefaultIfEmpty("nothing happened")));
        yield return Line.Of("errors", report.Errors.Count == 0 ? "none" : string.Join(", ", report.Errors.Select(error => $"{error.Value} {error.Key}")));
        yield return Line.Of("violations", report.Violations.Count == 0 ? "none" : $"{report.Violations.Values.Sum(entry => entry.Count)}");
        foreach (var (kind, entry) in report.Violations)
        {
            yield return Line.Of("", $"{entry.Count} {kind}, the first: {entry.Example}");
        }
    }

    /// <summary>A name of the program's in a person's words: LostConnections is "lost connections".</summary>
    public static string Spaced(string name) =>
        string.Concat(name.Select((letter, i) =>
            char.IsUpper(letter) ? (i == 0 ? "" : " ") + char.ToLowerInvariant(letter) : letter.ToString()));

    private static string NameOf(Measure what) => what == Measure.Lateness ? "generator late" : Spaced(what.ToString());
}
