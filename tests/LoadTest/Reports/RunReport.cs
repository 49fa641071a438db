using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>One run: what it was, where it was made, what it found. Its JSON form is for programs, so its schema has a version.</summary>
internal sealed record RunReport
{
    /// <summary>Changes when a reader of the last one would misread it; what is added does not change it.</summary>
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Scenario { get; init; }

    public required Conditions Conditions { get; init; }

    /// <summary>The options of the run, for a person and for whoever repeats it.</summary>
    public required SortedDictionary<string, string> Options { get; init; }

    /// <summary>Whether every promise was kept, every assertion is true, and the run went to its end.</summary>
    public required bool Sound { get; init; }

    /// <summary>Why it is not sound.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>The figures by name, see <see cref="FigureNames"/>.</summary>
    public required SortedDictionary<string, double> Figures { get; init; }

    /// <summary>Generator processes.</summary>
    public required int Generators { get; init; }

    /// <summary>When the measured time began, in Unix seconds.</summary>
    public required double? HeldFrom { get; init; }

    /// <summary>When it ended.</summary>
    public required double? HeldTo { get; init; }

    /// <summary>Of what began in the measured time.</summary>
    public required SortedDictionary<Measure, MeasuredLatency> Latencies { get; init; }

    /// <summary>Of the whole run.</summary>
    public required SortedDictionary<Counter, long> Counts { get; init; }

    /// <summary>Of the measured time.</summary>
    public required SortedDictionary<Counter, long> HeldCounts { get; init; }

    /// <summary>Calls refused in the whole run, by code.</summary>
    public required SortedDictionary<string, long> Errors { get; init; }

    /// <summary>Broken promises of the whole run, by kind.</summary>
    public required SortedDictionary<string, Violations.Entry> Violations { get; init; }

    /// <summary>The width of a step of the timeline.</summary>
    public required long StepSeconds { get; init; }

    public required IReadOnlyList<TimelineStep> Timeline { get; init; }

    /// <summary>What the server did meanwhile.</summary>
    public required ServerSeries Server { get; init; }

    public static RunReport Of(
        string scenario,
        Conditions conditions,
        SortedDictionary<string, string> options,
        IReadOnlyList<Assertion> assertions,
        RunOutcome outcome,
        ProcessorTime? used,
        ServerSeries server)
    {
        var timeline = TimelineStep.Of(outcome.Timeline);
        server = WithGenerators(server, timeline);
        server = outcome is { HeldFrom: { } from, HeldTo: { } to }
            ? server.WithHold(DateTimeOffset.UnixEpoch.AddSeconds(from), DateTimeOffset.UnixEpoch.AddSeconds(to))
            : server;
        var figures = Reports.Figures.Of(outcome, used, server);
        var faults = FaultsOf(outcome).Concat(assertions.Select(assertion => assertion.Fails(figures)).OfType<string>()).ToList();
        return new RunReport
        {
            Scenario = scenario,
            Conditions = conditions,
            Options = options,
            Sound = faults.Count == 0,
            Faults = faults,
            Figures = figures,
            Generators = outcome.Generators,
            HeldFrom = outcome.HeldFrom,
            HeldTo = outcome.HeldTo,
            Latencies = new(outcome.Latencies.ToDictionary(
                pair => pair.Key, pair => new MeasuredLatency(pair.Value.Summarize(), pair.Value))),
            Counts = outcome.Counts,
            HeldCounts = outcome.HeldCounts,
            Errors = outcome.Errors,
            Violations = outcome.Violations,
            StepSeconds = outcome.Timeline.StepSeconds,
            Timeline = timeline,
            Server = server,
        };
    }

    /// <summary>Who watches the server knows its own process only, which need not be the one that generates.</summary>
    private static ServerSeries WithGenerators(ServerSeries server, IReadOnlyList<TimelineStep> timeline)
    {
        var cores = timeline.ToDictionary(step => step.At, step => step.GeneratorCores);
        return server with
        {
            Points = [.. server.Points.Select(point => point with
            {
                GeneratorCores = cores.TryGetValue(point.At - 1, out var known) ? known : null,
            })],
        };
    }

    private static IEnumerable<string> FaultsOf(RunOutcome outcome)
    {
        if (outcome.ViolationCount is > 0 and var violations)
        {
            yield return violations == 1 ? "1 violation" : $"{violations} violations";
        }

        if (outcome.Counts.GetValueOrDefault(Counter.LostConnections) is > 0 and var lost)
        {
            yield return lost == 1 ? "1 connection was lost" : $"{lost} connections were lost";
        }

        if (outcome.Failure is not null)
        {
            yield return $"it ended early: {outcome.Failure}";
        }
        else if (outcome.HeldFrom is null)
        {
            yield return "nothing was measured";
        }
    }
}
