using System.Diagnostics;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>One second of a timeline while it is written, by many threads and without a lock.</summary>
/// <param name="at">When it begins, in Unix seconds.</param>
/// <param name="endsAt">When it ends, as a <see cref="Stopwatch"/> timestamp.</param>
internal sealed class Second(long at, long endsAt)
{
    private readonly LatencyHistogram _acknowledgement = new(Buckets.CoarseBits);
    private readonly LatencyHistogram _delivery = new(Buckets.CoarseBits);
    private long _sent;
    private long _done;
    private long _refused;
    private long _errors;

    public long At => at;

    public long EndsAt => endsAt;

    /// <summary>The processor time that this process used meanwhile, in seconds.</summary>
    public double ProcessorSeconds { get; set; }

    public void Record(Measure what, long from, long to)
    {
        switch (what)
        {
            case Measure.Acknowledgement:
                _acknowledgement.Record(from, to);
                break;
            case Measure.Delivery:
                _delivery.Record(from, to);
                break;
        }
    }

    public void Count(Counter what, long count)
    {
        switch (what)
        {
            case Counter.Sent:
                Interlocked.Add(ref _sent, count);
                break;
            case Counter.Done:
                Interlocked.Add(ref _done, count);
                break;
            case Counter.Refused:
                Interlocked.Add(ref _refused, count);
                break;
        }
    }

    public void CountError() => Interlocked.Increment(ref _errors);

    public TimelinePoint ToPoint() => new()
    {
        At = at,
        Sent = Interlocked.Read(ref _sent),
        Done = Interlocked.Read(ref _done),
        Refused = Interlocked.Read(ref _refused),
        Errors = Interlocked.Read(ref _errors),
        Acknowledgement = _acknowledgement.Snapshot(),
        Delivery = _delivery.Snapshot(),
        ProcessorSeconds = ProcessorSeconds,
    };
}
