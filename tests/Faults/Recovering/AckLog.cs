using System.Collections.Concurrent;
using System.Diagnostics;

namespace ChatOrleans.Faults.Recovering;

/// <summary>Every acknowledgement of a run. Safe for concurrent use.</summary>
internal sealed class AckLog
{
    private readonly ConcurrentQueue<Ack> _acks = new();

    public void Add(string userId, long sentAt, long ackedAt) => _acks.Enqueue(new Ack(userId, sentAt, ackedAt));

    public IReadOnlyList<Ack> ToList() => [.. _acks];

    /// <summary>The latencies in milliseconds of what left in between.</summary>
    public IReadOnlyList<double> LatenciesMs(long from, long to) =>
        [.. _acks.Where(ack => ack.SentAt >= from && ack.SentAt < to)
            .Select(ack => Stopwatch.GetElapsedTime(ack.SentAt, ack.AckedAt).TotalMilliseconds)];
}
