using System.Collections.Concurrent;
using System.Diagnostics;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>What one process of a run measures and counts. Safe for concurrent use; recording takes no lock.</summary>
internal sealed class Recorder : IDisposable
{
    private static readonly int Measures = Enum.GetValues<Measure>().Length;
    private static readonly int Counters = Enum.GetValues<Counter>().Length;

    private readonly CancellationTokenSource _stop = new();
    private readonly LatencyHistogram[] _latencies = [.. Enumerable.Range(0, Measures).Select(_ => new LatencyHistogram())];
    private readonly long[] _counts = new long[Counters];
    private readonly ConcurrentDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private long _heldFrom = long.MaxValue;
    private long _heldTo = long.MaxValue;
    private string? _failure;

    public Violations Violations { get; } = new();

    /// <summary>Cancelled when the run has to end early.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Why the run ended early; null when it did not.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Calls refused, by code.</summary>
    public SortedDictionary<string, long> Errors => new(_errors, StringComparer.Ordinal);

    /// <summary>From now on what begins in between counts as measured; what begins before is the ramp, after it the cool-down.</summary>
    /// <param name="from">A <see cref="Stopwatch"/> timestamp.</param>
    /// <param name="to">Another one.</param>
    public void HoldBetween(long from, long to)
    {
        Volatile.Write(ref _heldTo, to);
        Volatile.Write(ref _heldFrom, from);
    }

    /// <summary>Whether what begins at this moment counts as measured.</summary>
    public bool IsHeld(long at) => at >= Volatile.Read(ref _heldFrom) && at < Volatile.Read(ref _heldTo);

    /// <summary>Records what took from <paramref name="from"/> to <paramref name="to"/>, if it began in the measured time.</summary>
    public void Record(Measure what, long from, long to)
    {
        if (IsHeld(from))
        {
            _latencies[(int)what].Record(from, to);
        }
    }

    public void Count(Counter what, long count = 1) => Interlocked.Add(ref _counts[(int)what], count);

    public long Read(Counter what) => Interlocked.Read(ref _counts[(int)what]);

    public LatencyHistogram Latency(Measure what) => _latencies[(int)what];

    /// <summary>Counts a refusal.</summary>
    public void CountError(string code) => _errors.AddOrUpdate(code, 1, static (_, count) => count + 1);

    /// <summary>Ends the run early.</summary>
    public void Fail(string reason)
    {
        if (Interlocked.CompareExchange(ref _failure, reason, null) is null)
        {
            // Whoever waits for it must not run on this connection's reading.
            _ = _stop.CancelAsync();
        }
    }

    public void Dispose() => _stop.Dispose();
}
