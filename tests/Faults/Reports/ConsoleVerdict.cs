using System.Globalization;

namespace ChatOrleans.Faults.Reports;

/// <summary>What the person at the console reads.</summary>
internal static class ConsoleVerdict
{
    /// <summary>One run: a line when all was kept, everything when not.</summary>
    public static void Print(TextWriter output, RunVerdict run, string repeat)
    {
        var recovery = Percentiles.Of(run.Recoveries.Select(recovery => recovery.Milliseconds));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"seed {run.Seed}: {(run.IsKept ? "kept" : "VIOLATED")}, {run.Acknowledged} acknowledged, {Words(run.Faults)}, recovery of {recovery.Count} p50 {recovery.P50Ms:F0} ms p99 {recovery.P99Ms:F0} ms max {recovery.MaxMs:F0} ms, healed in {run.HealSeconds:F0} s, {run.Seconds:F0} s in all"));
        foreach (var end in run.UnaskedEnds)
        {
            output.WriteLine($"  {end.Node} ended by itself with {end.ExitCode}");
        }

        if (run.IsKept)
        {
            return;
        }

        foreach (var (kind, entry) in run.Outcome.Violations)
        {
            output.WriteLine($"  {entry.Count} x {kind}, such as: {entry.Example}");
        }

        foreach (var wrong in run.Wrong.Append(run.Outcome.Failure).OfType<string>())
        {
            output.WriteLine($"  {wrong}");
        }

        output.WriteLine("  The schedule was");
        foreach (var fault in run.Schedule)
        {
            output.WriteLine($"  {fault}");
        }

        output.WriteLine($"  Repeat it: {repeat}");
    }

    /// <summary>All runs.</summary>
    public static void Print(TextWriter output, Summary summary)
    {
        output.WriteLine(
            $"{summary.Seeds.Count} runs, {summary.ViolatedSeeds.Count} violated{(summary.ViolatedSeeds.Count > 0 ? $" (seeds {string.Join(", ", summary.ViolatedSeeds)})" : "")}: "
            + $"{Words(summary.Faults)}; {summary.SigKills} SIGKILLs");
        output.WriteLine(
            $"{summary.Acknowledged} messages acknowledged and delivered, {summary.Opened} openings, {summary.Audited} places of logs audited, {summary.LostConnections} connections lost");
        if (summary.UnaskedEnds.Count > 0)
        {
            output.WriteLine($"ended by themselves: {Words(summary.UnaskedEnds)}");
        }

        foreach (var (kind, entry) in summary.Violations)
        {
            output.WriteLine($"{entry.Count} x {kind}, such as: {entry.Example}");
        }

        foreach (var failure in summary.Failures)
        {
            output.WriteLine(failure);
        }

        foreach (var (kind, times) in summary.Recovery)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"recovery from {kind,-16} {times.Count,5} people  p50 {times.P50Ms,7:F0} ms  p99 {times.P99Ms,7:F0} ms  max {times.MaxMs,7:F0} ms"));
        }
    }

    private static string Words(SortedDictionary<string, int> counts) =>
        counts.Count == 0 ? "no faults" : string.Join(", ", counts.Select(pair => $"{pair.Value} x {pair.Key}"));
}
