using System.Diagnostics;
using System.Globalization;
using ChatOrleans.LoadTest.Measuring;
using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Reports;

/// <summary>What a run of pairs found. Rates, latencies and costs leave the warm-up out; all else is of the whole run.</summary>
internal sealed record PairFigures : IFigures
{
    /// <summary>Messages that were both acknowledged and with the partner, a second.</summary>
    public required double MessagesPerSecond { get; init; }

    /// <summary>Of them, in the measured time.</summary>
    public required long Messages { get; init; }

    public required double MeasuredSeconds { get; init; }

    public required LatencySummary Acknowledgement { get; init; }

    public required LatencySummary Delivery { get; init; }

    /// <summary>How late the generator itself sent; null in a closed loop.</summary>
    public required LatencySummary? Lateness { get; init; }

    public required CostPerMessage? Cost { get; init; }

    public required long Sent { get; init; }

    /// <summary>Neither acknowledged nor refused when the run ended.</summary>
    public required long Unanswered { get; init; }

    public required SortedDictionary<string, long> Errors { get; init; }

    public required long Resyncs { get; init; }

    public required long LostConnections { get; init; }

    public required SortedDictionary<string, Violations.Entry> Violations { get; init; }

    /// <summary>Why the run ended early; null when it did not.</summary>
    public required string? Failure { get; init; }

    public bool IsSound => Violations.Count == 0 && LostConnections == 0 && Failure is null;

    public static PairFigures Of(Recorder recorder, Reading first, Reading last)
    {
        var elapsed = Stopwatch.GetElapsedTime(first.At, last.At);
        var messages = last.Done - first.Done;
        var lateness = recorder.Latency(Measure.Lateness).Snapshot().Summarize();
        return new PairFigures
        {
            MessagesPerSecond = elapsed > TimeSpan.Zero ? messages / elapsed.TotalSeconds : 0,
            Messages = messages,
            MeasuredSeconds = elapsed.TotalSeconds,
            Acknowledgement = recorder.Latency(Measure.Acknowledgement).Snapshot().Summarize(),
            Delivery = recorder.Latency(Measure.Delivery).Snapshot().Summarize(),
            Lateness = lateness.Count > 0 ? lateness : null,
            Cost = CostPerMessage.Of(last.Processor.Since(first.Processor), messages),
            Sent = recorder.Read(Counter.Sent),
            Unanswered = recorder.Read(Counter.Unanswered),
            Errors = recorder.Errors,
            Resyncs = recorder.Read(Counter.Resyncs),
            LostConnections = recorder.Read(Counter.LostConnections),
            Violations = recorder.Violations.ToSorted(),
            Failure = recorder.Failure,
        };
    }

    public IEnumerable<string> Lines()
    {
        yield return Line.Rate("messages", MessagesPerSecond, Messages, MeasuredSeconds);
        yield return Line.Latency("acknowledgement", Acknowledgement);
        yield return Line.Latency("delivery", Delivery);
        if (Lateness is not null)
        {
            yield return Line.Latency("generator late", Lateness);
        }

        if (Cost is not null)
        {
            yield return Line.Cost(Cost);
        }

        yield return Line.Of(
            "whole run",
            string.Create(
                CultureInfo.InvariantCulture,
                $"{Sent} sent, {Unanswered} unanswered, {LostConnections} connections lost, {Resyncs} times ResyncRequired"));
        yield return Line.Of("errors", Errors.Count == 0 ? "none" : string.Join(", ", Errors.Select(error => $"{error.Value} {error.Key}")));
        yield return Line.Of("violations", Violations.Count == 0 ? "none" : $"{Violations.Values.Sum(entry => entry.Count)}");
        foreach (var (kind, entry) in Violations)
        {
            yield return Line.Of("", $"{entry.Count} {kind}, the first: {entry.Example}");
        }

        if (Failure is not null)
        {
            yield return Line.Of("ended early", Failure);
        }
    }
}
