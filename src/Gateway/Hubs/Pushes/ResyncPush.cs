using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Pushes;

/// <summary>The payload of <c>ResyncRequired</c>: call <c>Sync</c>.</summary>
public sealed record ResyncPush
{
    /// <summary>The thread whose pushes were lost; absent when it may be any.</summary>
    public ThreadId? ThreadId { get; init; }
}
