using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.Faults.Reports;

/// <summary>What all runs found together, as it is written as JSON.</summary>
internal sealed record Summary
{
    public required string Command { get; init; }

    public required IReadOnlyList<int> Seeds { get; init; }

    public required IReadOnlyList<int> ViolatedSeeds { get; init; }

    /// <summary>What was done, by kind and role.</summary>
    public required SortedDictionary<string, int> Faults { get; init; }

    public required int SigKills { get; init; }

    /// <summary>Nodes that ended by themselves, by name and exit code.</summary>
    public required SortedDictionary<string, int> UnaskedEnds { get; init; }

    public required long Acknowledged { get; init; }

    /// <summary>Places of logs that were held against both members, their history and the database.</summary>
    public required long Audited { get; init; }

    public required long Opened { get; init; }

    public required long LostConnections { get; init; }

    public required SortedDictionary<string, Violations.Entry> Violations { get; init; }

    /// <summary>Runs that did not come to their end, and why.</summary>
    public required IReadOnlyList<string> Failures { get; init; }

    /// <summary>How long affected people were without an answer, by the kind of fault and the role.</summary>
    public required SortedDictionary<string, Percentiles> Recovery { get; init; }

    public required double Seconds { get; init; }

    public static Summary Of(string command, IReadOnlyCollection<RunVerdict> runs) => new()
    {
        Command = command,
        Seeds = [.. runs.Select(run => run.Seed)],
        ViolatedSeeds = [.. runs.Where(run => !run.IsKept).Select(run => run.Seed)],
        Faults = Sum(runs.SelectMany(run => run.Faults).Select(pair => (pair.Key, pair.Value))),
        SigKills = runs.SelectMany(run => run.Faults).Where(pair => pair.Key.StartsWith("Kill", StringComparison.Ordinal)).Sum(pair => pair.Value),
        UnaskedEnds = Sum(runs.SelectMany(run => run.UnaskedEnds).Select(end => ($"{end.Node} with {end.ExitCode}", 1))),
        Acknowledged = runs.Sum(run => run.Acknowledged),
        Audited = CountOf(runs, Counter.Audited),
        Opened = CountOf(runs, Counter.Opened),
        LostConnections = CountOf(runs, Counter.LostConnections),
        Violations = new(
            runs.SelectMany(run => run.Outcome.Violations)
                .GroupBy(pair => pair.Key)
                .ToDictionary(
                    group => group.Key, group => new Violations.Entry(group.Sum(pair => pair.Value.Count), group.First().Value.Example)),
            StringComparer.Ordinal),
        Failures = [.. runs.SelectMany(run => run.Wrong.Append(run.Outcome.Failure).OfType<string>().Select(what => $"seed {run.Seed}: {what}"))],
        Recovery = new(
            runs.SelectMany(run => run.Recoveries)
                .GroupBy(recovery => $"{recovery.Kind} {recovery.Node.Split('-')[0]}")
                .ToDictionary(group => group.Key, group => Percentiles.Of(group.Select(recovery => recovery.Milliseconds))),
            StringComparer.Ordinal),
        Seconds = Math.Round(runs.Sum(run => run.Seconds), 1),
    };

    private static long CountOf(IEnumerable<RunVerdict> runs, Counter what) =>
        runs.Sum(run => run.Outcome.Counts.GetValueOrDefault(what));

    private static SortedDictionary<string, int> Sum(IEnumerable<(string Name, int Count)> counts) =>
        new(counts.GroupBy(count => count.Name).ToDictionary(group => group.Key, group => group.Sum(count => count.Count)), StringComparer.Ordinal);
}
