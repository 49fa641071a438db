using System.Diagnostics.Metrics;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Telemetry;

/// <summary>What becomes of openings, which claim both users.</summary>
internal sealed class OpeningMetrics
{
    // From a thread that was open already to the longest that an opening may be waited for.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.004, 0.006, 0.01, 0.015, 0.025, 0.04, 0.06, 0.1, 0.25, 0.6, 1, 2.5, 5, 10],
    };

    private readonly Histogram<double> _openings;
    private readonly Counter<long> _reconciled;

    public OpeningMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(GrainGauges.MeterName);
        _openings = meter.CreateHistogram(
            "chat.opening.duration", "s", "Of an opening, by its outcome: created, opened, or the code it was refused with.", advice: Seconds);
        _reconciled = meter.CreateCounter<long>(
            "chat.claims.reconciled", "{claim}", "Claims that were in an opening's way, and whose thread was asked whether they still hold.");
    }

    public void Opened(Result<OpenedThread> outcome, TimeSpan duration) => _openings.Record(
        duration.TotalSeconds,
        new KeyValuePair<string, object?>("outcome", !outcome.Ok ? outcome.Error.Code : outcome.Value.Created ? "created" : "opened"));

    public void Reconciled() => _reconciled.Add(1);
}
