using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>The figures of a run by name (<see cref="FigureNames"/>). What was not measured is not there.</summary>
internal static class Figures
{
    private const double BytesPerMb = 1e6;

    public static SortedDictionary<string, double> Of(RunOutcome outcome, ProcessorTime? used, ServerSeries server)
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var (what, count) in outcome.Counts)
        {
            figures[FigureNames.Name(what)] = count;
        }

        foreach (var (what, latency) in outcome.Latencies)
        {
            AddPercentiles(figures, what, latency.Summarize());
        }

        foreach (var (code, count) in outcome.Errors)
        {
            figures[$"{FigureNames.ErrorCount}.{code}"] = count;
        }

        foreach (var (kind, entry) in outcome.Violations)
        {
            figures[$"{FigureNames.ViolationCount}.{char.ToLowerInvariant(kind[0])}{kind[1..]}"] = entry.Count;
        }

        figures[FigureNames.ErrorCount] = outcome.Errors.Values.Sum();
        figures[FigureNames.ViolationCount] = outcome.ViolationCount;
        AddRates(figures, outcome);
        AddCosts(figures, outcome, used, server);
        AddServer(figures, server.Held);
        return figures;
    }

    private static void AddPercentiles(SortedDictionary<string, double> figures, Measure what, LatencySummary latency)
    {
        figures[FigureNames.Of(what, "p50")] = latency.P50Ms;
        figures[FigureNames.Of(what, "p90")] = latency.P90Ms;
        figures[FigureNames.Of(what, "p99")] = latency.P99Ms;
        figures[FigureNames.Of(what, "p99.9")] = latency.P999Ms;
        figures[FigureNames.Of(what, "max")] = latency.MaxMs;
    }

    private static void AddRates(SortedDictionary<string, double> figures, RunOutcome outcome)
    {
        if (outcome.HeldSeconds > 0)
        {
            figures[FigureNames.Rate] = outcome.HeldCounts.GetValueOrDefault(Counter.Done) / outcome.HeldSeconds;
            figures[FigureNames.SentRate] = outcome.HeldCounts.GetValueOrDefault(Counter.Sent) / outcome.HeldSeconds;
            figures[FigureNames.RefusedRate] = outcome.HeldCounts.GetValueOrDefault(Counter.Refused) / outcome.HeldSeconds;
        }
    }

    private static void AddCosts(
        SortedDictionary<string, double> figures, RunOutcome outcome, ProcessorTime? used, ServerSeries server)
    {
        var messages = outcome.HeldCounts.GetValueOrDefault(Counter.Done);
        if (messages == 0)
        {
            return;
        }

        // The processes of this machine tell their time exactly; of another machine there are the points only.
        var (heldUs, average) = (outcome.HeldSeconds * 1e6, server.Held?.Average);
        Add(figures, FigureNames.GeneratorUs, outcome.ProcessorSeconds * 1e6 / messages);
        Add(figures, FigureNames.ServerUs, (used?.Server?.TotalMicroseconds ?? average?.ServerCores * heldUs) / messages);
        Add(figures, FigureNames.PostgresUs, (used?.Postgres?.TotalMicroseconds ?? average?.PostgresCores * heldUs) / messages);
    }

    private static void AddServer(SortedDictionary<string, double> figures, ServerSummary? held)
    {
        Add(figures, FigureNames.RssMb, held?.Max.ServerBytes / BytesPerMb);
        Add(figures, FigureNames.GrownMb, held?.ServerBytesGrown / BytesPerMb);
        Add(figures, FigureNames.HeapMb, held?.Max.HeapBytes / BytesPerMb);
        Add(figures, FigureNames.PostgresMb, held?.Max.PostgresBytes / BytesPerMb);
        Add(figures, FigureNames.Batch, held?.Average.RowsPerCommit);
        Add(figures, FigureNames.CommitMs, held?.Average.CommitMs);
        Add(figures, FigureNames.LagMs, held?.Average.DeliveryLagMs);
    }

    private static void Add(SortedDictionary<string, double> figures, string name, double? value)
    {
        if (value is { } known && double.IsFinite(known))
        {
            figures[name] = known;
        }
    }
}
