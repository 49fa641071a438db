using System.Diagnostics.Metrics;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>What the log measures of itself: once a batch, never once a message.</summary>
internal sealed class LogMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "ChatOrleans.MessageLog";

    // From a commit on a fast disk to the longest that a batch may take.
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.0001, 0.00015, 0.00025, 0.0004, 0.0006, 0.001, 0.0015, 0.0025, 0.004, 0.006, 0.01, 0.015, 0.025, 0.04, 0.06,
            0.1, 0.15, 0.25, 0.4, 0.6, 1, 1.5, 2.5, 5, 10, 60,
        ],
    };

    private static readonly InstrumentAdvice<long> Rows = new()
    {
        HistogramBucketBoundaries = [0, 1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 1_000, 2_000, 5_000, 10_000],
    };

    private readonly Meter _meter;
    private readonly Histogram<long> _batchSize;
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<double> _queueDelay;
    private readonly Counter<long> _commits;
    private readonly Counter<long> _rows;
    private readonly Counter<long> _marks;

    public LogMetrics(Meter meter)
    {
        _meter = meter;
        _batchSize = meter.CreateHistogram("chat.log.batch.size", "{row}", "Events of a commit.", advice: Rows);
        _commitDuration = meter.CreateHistogram(
            "chat.log.commit.duration", "s", "From handing a batch to PostgreSQL to the commit's answer.", advice: Seconds);
        _queueDelay = meter.CreateHistogram(
            "chat.log.queue.delay", "s", "How long the oldest run of a batch waited for its writer.", advice: Seconds);
        _commits = meter.CreateCounter<long>("chat.log.commits", "{commit}", "Batches, by what became of them.");
        _rows = meter.CreateCounter<long>("chat.log.rows", "{row}", "Events stored.");
        _marks = meter.CreateCounter<long>("chat.log.watermarks", "{watermark}", "Watermarks stored.");
    }

    /// <summary>Says how to ask what waits for the writers, each by itself.</summary>
    public void ObserveQueue(Func<IEnumerable<Measurement<int>>> lengths) =>
        _ = _meter.CreateObservableGauge("chat.log.queue.length", lengths, "{run}", "Runs and watermarks that wait for a writer.");

    /// <summary>A batch's turn came after its oldest run had waited this long.</summary>
    public void Gathered(TimeSpan delay) => _queueDelay.Record(delay.TotalSeconds);

    /// <summary>PostgreSQL, or what is between, answered a batch.</summary>
    public void Committed(AppendOutcome outcome, AppendRun[] runs, int marks, TimeSpan duration)
    {
        _commits.Add(1, new KeyValuePair<string, object?>("outcome", NameOf(outcome)));
        if (outcome != AppendOutcome.Stored)
        {
            return;
        }

        _commitDuration.Record(duration.TotalSeconds);
        _marks.Add(marks);
        if (!_batchSize.Enabled)
        {
            return;
        }

        var rows = 0;
        foreach (var run in runs)
        {
            rows += run.Events.Length;
        }

        _batchSize.Record(rows);
        _rows.Add(rows);
    }

    private static string NameOf(AppendOutcome outcome) => outcome switch
    {
        AppendOutcome.Stored => "stored",
        AppendOutcome.Refused => "refused",
        AppendOutcome.Invalid => "invalid",
        AppendOutcome.Overloaded => "overloaded",
        _ => "unknown",
    };
}
