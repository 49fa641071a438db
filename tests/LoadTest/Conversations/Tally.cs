using System.Collections.Concurrent;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Conversations;

/// <summary>What all pairs of a run count together.</summary>
internal sealed class Tally(int connections) : IDisposable
{
    /// <summary>Each message is remembered until the end (about 50 bytes), so there is an end to them.</summary>
    public const long MaxMessages = 10_000_000;

    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private long _measuredFrom = long.MaxValue;
    private long _measuredTo = long.MaxValue;
    private long _sent;
    private long _done;
    private long _settled;
    private long _resyncs;
    private int _lostConnections;
    private string? _failure;

    public LatencyHistogram Acknowledged { get; } = new();

    public LatencyHistogram Delivered { get; } = new();

    /// <summary>How late the generator itself was, where there is a schedule.</summary>
    public LatencyHistogram Lateness { get; } = new();

    public Violations Violations { get; } = new();

    /// <summary>Cancelled when the run has to end early.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Why the run ended early; null when it did not.</summary>
    public string? Failure => _failure;

    /// <summary>Messages that are acknowledged and with the partner.</summary>
    public long Done => Interlocked.Read(ref _done);

    public long Sent => Interlocked.Read(ref _sent);

    public long UnderWay => Sent - Interlocked.Read(ref _settled);

    /// <summary>How often a connection was told that pushes were lost.</summary>
    public long Resyncs => Interlocked.Read(ref _resyncs);

    public int LostConnections => _lostConnections;

    /// <summary>Whether anything can still come.</summary>
    public bool IsConnected => _lostConnections < connections;

    public SortedDictionary<string, long> Errors => new(_errors, StringComparer.Ordinal);

    /// <summary>From now on, for messages sent before <paramref name="to"/>, latencies count.</summary>
    public void MeasureBetween(long from, long to)
    {
        Volatile.Write(ref _measuredTo, to);
        Volatile.Write(ref _measuredFrom, from);
    }

    /// <summary>Whether a message sent at this moment counts.</summary>
    public bool Measures(long sentAt) => sentAt >= Volatile.Read(ref _measuredFrom) && sentAt < Volatile.Read(ref _measuredTo);

    public void CountSent()
    {
        if (Interlocked.Increment(ref _sent) == MaxMessages)
        {
            Fail($"{MaxMessages} messages have been sent, which is as many as one run keeps account of.");
        }
    }

    public void CountSettled(bool done)
    {
        Interlocked.Increment(ref _settled);
        if (done)
        {
            Interlocked.Increment(ref _done);
        }
    }

    public void CountError(string code)
    {
        _errors.AddOrUpdate(code, 1, static (_, count) => count + 1);
        if (code == "rate_limited")
        {
            Fail($"The server answered rate_limited. {ServerLimits.Advice}");
        }
    }

    public void CountResync() => Interlocked.Increment(ref _resyncs);

    public void CountLostConnection(string reason)
    {
        var lost = Interlocked.Increment(ref _lostConnections);
        if (lost == 1)
        {
            Console.Error.WriteLine($"A connection was lost: {reason}");
        }

        if (lost == connections)
        {
            Fail("All connections were lost.");
        }
    }

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
