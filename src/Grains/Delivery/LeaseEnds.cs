using System.Collections.Immutable;

namespace ChatOrleans.Grains.Delivery;

/// <summary>
/// The time in which a queue listens, by its beats, and the gateways whose leases ended lately. A queue that did not beat,
/// because its process stood still, did not hear renewals either: that time is no gateway's fault.
/// </summary>
internal sealed class LeaseEnds
{
    private static readonly TimeSpan LongestBeat = 2 * Abstractions.Delivery.DeliveryTimes.Heartbeat;
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private readonly Dictionary<Guid, TimeSpan> _ended = [];
    private TimeSpan? _lastBeat;

    /// <summary>For how long it has listened.</summary>
    public TimeSpan Listened { get; set; }

    /// <summary>The gateways whose leases ended lately.</summary>
    public ImmutableArray<Guid> Ended => [.. _ended.Keys];

    /// <summary>Takes note of a beat; for how long the queue stood still before it.</summary>
    public TimeSpan Beat(TimeSpan now)
    {
        var elapsed = now - (_lastBeat ?? now);
        var heard = elapsed < LongestBeat ? elapsed : LongestBeat;
        _lastBeat = now;
        Listened += heard;
        foreach (var (gatewayId, at) in _ended)
        {
            if (now - at > Remembered)
            {
                _ = _ended.Remove(gatewayId);
            }
        }

        return elapsed - heard;
    }

    public void Begin(Guid gatewayId) => _ended.Remove(gatewayId);

    public void End(Guid gatewayId) => _ended[gatewayId] = _lastBeat ?? TimeSpan.Zero;
}
