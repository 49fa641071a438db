using ChatOrleans.Gateway.Hubs.Pushes;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Hubs;

/// <summary>What the server tells a client. Every push is a hint: the log is the truth, and <c>Sync</c> reads it.</summary>
public interface IChatClient
{
    /// <summary>A durable event of a thread, to all connections of both members; on one connection once and in seq order.</summary>
    Task Event(ThreadEvent threadEvent);

    /// <summary>A thread was opened or closed or changed its settings, as the recipient sees it.</summary>
    Task ThreadChanged(ThreadView thread);

    /// <summary>A member's watermarks rose.</summary>
    Task Receipt(ReceiptPush receipt);

    /// <summary>The peer types, or no longer does.</summary>
    Task Typing(TypingPush typing);

    /// <summary>The peer of the active thread, or somebody watched, came or went.</summary>
    Task Presence(PresenceView presence);

    /// <summary>Pushes were lost: call <c>Sync</c>.</summary>
    Task ResyncRequired(ResyncPush resync);

    /// <summary>This node is going away: reconnect.</summary>
    Task Draining(DrainingPush draining);
}
