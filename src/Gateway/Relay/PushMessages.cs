using ChatOrleans.Gateway.Hubs;
using ChatOrleans.Gateway.Hubs.Pushes;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace ChatOrleans.Gateway.Relay;

/// <summary>Pushes as hub messages. Each is serialized once, when its first recipient's socket takes it.</summary>
internal static class PushMessages
{
    public static readonly SerializedHubMessage ResyncAll = Of(nameof(IChatClient.ResyncRequired), new ResyncPush());

    public static SerializedHubMessage Resync(ThreadId threadId) =>
        Of(nameof(IChatClient.ResyncRequired), new ResyncPush { ThreadId = threadId });

    public static SerializedHubMessage Event(ThreadEvent threadEvent) => Of(nameof(IChatClient.Event), threadEvent);

    public static SerializedHubMessage ThreadChanged(ThreadView thread) => Of(nameof(IChatClient.ThreadChanged), thread);

    /// <summary>To the user's own devices.</summary>
    public static SerializedHubMessage OwnReceipt(ReceiptItem item) =>
        Receipt(item, item.Unread, item.TotalUnread);

    /// <summary>To the peer, who must not learn how much the user has unread.</summary>
    public static SerializedHubMessage PeerReceipt(ReceiptItem item) => Receipt(item, unread: null, totalUnread: null);

    public static SerializedHubMessage Typing(TypingItem item) =>
        Of(
            nameof(IChatClient.Typing),
            new TypingPush { ThreadId = item.ThreadId, UserId = item.UserId, Typing = item.Typing });

    public static SerializedHubMessage Presence(PresenceView presence) => Of(nameof(IChatClient.Presence), presence);

    public static SerializedHubMessage Draining(int reconnectAfterMs) =>
        Of(nameof(IChatClient.Draining), new DrainingPush { ReconnectAfterMs = reconnectAfterMs });

    private static SerializedHubMessage Receipt(ReceiptItem item, long? unread, long? totalUnread) =>
        Of(
            nameof(IChatClient.Receipt),
            new ReceiptPush
            {
                ThreadId = item.ThreadId,
                UserId = item.UserId,
                DeliveredSeq = item.DeliveredSeq,
                ReadSeq = item.ReadSeq,
                Unread = unread,
                TotalUnread = totalUnread,
            });

    private static SerializedHubMessage Of(string target, object payload) =>
        new(new InvocationMessage(target, [payload]));
}
