using System.Collections.Concurrent;
using System.Diagnostics;
using ChatOrleans.LoadTest.Reports;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>What one process of a run measures and counts. Safe for concurrent use; recording takes no lock.</summary>
/// <param name="meeting">Done when the other processes of the run are as far as this one; null when it is alone.</param>
internal sealed class Recorder(Func<CancellationToken, Task>? meeting = null) : IDisposable
{
    private static readonly Measure[] Measures = Enum.GetValues<Measure>();
    private static readonly Counter[] Counters = Enum.GetValues<Counter>();

    private readonly CancellationTokenSource _stop = new();
    private readonly LatencyHistogram[] _latencies = [.. Measures.Select(_ => new LatencyHistogram())];
    private readonly long[] _counts = new long[Counters.Length];
    private readonly long[] _heldCounts = new long[Counters.Length];
    private readonly ConcurrentDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<HeldTime> _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _heldFrom = long.MaxValue;
    private long _heldTo = long.MaxValue;
    private long _failedAt = long.MaxValue;
    private string? _failure;
    private int _entered;

    public Violations Violations { get; } = new();

    /// <summary>The same by second.</summary>
    public Timeline Timeline { get; } = Timeline.FromNow();

    /// <summary>Cancelled when the run has to end early.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Why the run ended early; null when it did not.</summary>
    public string? Failure => Volatile.Read(ref _failure);

    /// <summary>Calls refused, by code.</summary>
    public SortedDictionary<string, long> Errors => new(_errors, StringComparer.Ordinal);

    /// <summary>The connections that the scenario is going to make, for the progress; 0 when it does not say.</summary>
    public int ExpectedConnections { get; set; }

    /// <summary>What is measured; done when the scenario has said it.</summary>
    public Task<HeldTime> Held => _held.Task;

    /// <summary>The same for who only waits for it.</summary>
    public Task HoldKnown => _held.Task;

    /// <summary>The first moment that is measured, as a <see cref="Stopwatch"/> timestamp.</summary>
    public long HeldFrom => Volatile.Read(ref _heldFrom);

    /// <summary>The first moment that is not measured any more.</summary>
    public long HeldTo => Volatile.Read(ref _heldTo);

    /// <summary>How far the run is, by what the scenario said and by the clock.</summary>
    public Phase Phase
    {
        get
        {
            var entered = (Phase)Volatile.Read(ref _entered);
            var now = Stopwatch.GetTimestamp();
            return entered >= Phase.Settling || HeldFrom == long.MaxValue || now < HeldFrom ? entered
                : now < HeldTo ? Phase.Hold : Phase.CoolDown;
        }
    }

    /// <summary>Says how far the run is; <see cref="Phase.Hold"/> and <see cref="Phase.CoolDown"/> come by the clock.</summary>
    public void Enter(Phase phase) => Volatile.Write(ref _entered, (int)phase);

    /// <summary>
    /// The ramp is over here. Done when it is over in all processes of the run; the scenario then calls
    /// <see cref="HoldBetween"/> from now on, so that all of them measure the same time.
    /// </summary>
    public Task MeetAsync(CancellationToken cancellationToken) => meeting?.Invoke(cancellationToken) ?? Task.CompletedTask;

    /// <summary>From now on what begins in between counts as measured; what begins before is the ramp, after it the cool-down.</summary>
    /// <param name="from">A <see cref="Stopwatch"/> timestamp.</param>
    /// <param name="to">Another one.</param>
    public void HoldBetween(long from, long to)
    {
        Volatile.Write(ref _heldTo, to);
        Volatile.Write(ref _heldFrom, from);
        _held.TrySetResult(new HeldTime(from, to));
    }

    /// <summary>Whether what begins at this moment counts as measured.</summary>
    public bool IsHeld(long at) => at >= Volatile.Read(ref _heldFrom) && at < Volatile.Read(ref _heldTo);

    /// <summary>
    /// Records what took from <paramref name="from"/> to <paramref name="to"/>, if it began in the measured time; the timeline
    /// has the ramp and the cool-down too.
    /// </summary>
    public void Record(Measure what, long from, long to)
    {
        if (IsHeld(from))
        {
            _latencies[(int)what].Record(from, to);
        }

        if (what is Measure.Acknowledgement or Measure.Delivery)
        {
            Timeline.At(to).Record(what, from, to);
        }
    }

    public void Count(Counter what, long count = 1)
    {
        var now = Stopwatch.GetTimestamp();
        Interlocked.Add(ref _counts[(int)what], count);
        if (IsHeld(now))
        {
            Interlocked.Add(ref _heldCounts[(int)what], count);
        }

        if (what is Counter.Sent or Counter.Done or Counter.Refused)
        {
            Timeline.At(now).Count(what, count);
        }
    }

    public long Read(Counter what) => Interlocked.Read(ref _counts[(int)what]);

    public LatencyHistogram Latency(Measure what) => _latencies[(int)what];

    /// <summary>Counts a refusal.</summary>
    public void CountError(string code)
    {
        _errors.AddOrUpdate(code, 1, static (_, count) => count + 1);
        Timeline.At(Stopwatch.GetTimestamp()).CountError();
    }

    /// <summary>Ends the run early.</summary>
    public void Fail(string reason)
    {
        if (Interlocked.CompareExchange(ref _failure, reason, null) is null)
        {
            Volatile.Write(ref _failedAt, Stopwatch.GetTimestamp());

            // Whoever waits for it must not run on this connection's reading.
            _ = _stop.CancelAsync();
        }
    }

    /// <summary>What this process found, to be added to what others found.</summary>
    /// <param name="processorTime">What it used in the measured time; null when that is not known.</param>
    public RunOutcome Outcome(TimeSpan? processorTime = null)
    {
        var heldTo = Math.Min(HeldTo, Math.Min(Volatile.Read(ref _failedAt), Stopwatch.GetTimestamp()));
        var isHeld = HeldFrom < heldTo;
        return new RunOutcome
        {
            Generators = 1,
            HeldFrom = isHeld ? Timeline.UnixSeconds(HeldFrom) : null,
            HeldTo = isHeld ? Timeline.UnixSeconds(heldTo) : null,
            ProcessorSeconds = processorTime?.TotalSeconds,
            Latencies = new(Measures
                .Select(what => (what, Latency: Latency(what).Snapshot()))
                .Where(pair => pair.Latency.Total > 0)
                .ToDictionary(pair => pair.what, pair => pair.Latency)),
            Counts = new(Counters.ToDictionary(what => what, Read)),
            HeldCounts = new(Counters.ToDictionary(what => what, what => Interlocked.Read(ref _heldCounts[(int)what]))),
            Errors = Errors,
            Violations = Violations.ToSorted(),
            Timeline = Timeline.Snapshot(),
            Failure = Failure,
        };
    }

    public void Dispose() => _stop.Dispose();
}
