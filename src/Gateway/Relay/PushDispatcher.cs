using ChatOrleans.Gateway.Presence;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using Microsoft.AspNetCore.SignalR;

namespace ChatOrleans.Gateway.Relay;

/// <summary>Puts what the stream brings into the queues of the connections it is for. It never waits.</summary>
internal sealed class PushDispatcher
{
    private readonly ConnectionIndex _connections;
    private readonly Watches _watches;
    private readonly PeerWatch _peers;
    private readonly Sights _sights;

    public PushDispatcher(ConnectionIndex connections, Watches watches, PeerWatch peers, Sights sights)
    {
        _connections = connections;
        _watches = watches;
        _peers = peers;
        _sights = sights;
    }

    /// <summary>Puts an item into the queues; what they hold is written when the round says so.</summary>
    public void Dispatch(GatewayItem item, PushRound round)
    {
        switch (item)
        {
            case EventItem threadEvent:
                DispatchEvent(threadEvent, round);
                break;
            case HeadItem head:
                DispatchHead(head);
                break;
            case ThreadChangedItem change:
                DispatchChange(change, round);
                break;
            case ReceiptItem receipt:
                DispatchReceipt(receipt, round);
                break;
            case TypingItem typing:
                Push(_connections.Of(typing.Recipient), typing, PushMessages.Typing, round);
                break;
            case PresenceItem { PerViewer: true } veiled:
                _sights.Tell(veiled.Presence.UserId, veiled.Viewer);
                break;
            case PresenceItem presence:
                Push(_watches.Of(presence.Presence.UserId), presence.Presence, PushMessages.Presence, round);
                break;
            case LostItem:
                _connections.PushToAll(PushMessages.ResyncAll);
                break;
        }
    }

    private static void Push<T>(
        ChatConnection[] connections, T payload, Func<T, SerializedHubMessage> serialize, PushRound round)
    {
        if (connections.Length == 0)
        {
            return;
        }

        var message = serialize(payload);
        foreach (var connection in connections)
        {
            connection.Push(message, round);
        }
    }

    private void DispatchEvent(EventItem item, PushRound round)
    {
        var message = PushMessages.Event(item.Event);
        var opens = item.Event.Type == EventType.Opened;
        foreach (var recipient in item.Recipients)
        {
            foreach (var connection in _connections.Of(recipient))
            {
                connection.PushEvent(item.Event.ThreadId, item.Event.Seq, opens, message, round);
            }
        }
    }

    private void DispatchHead(HeadItem item)
    {
        foreach (var recipient in item.Recipients)
        {
            foreach (var connection in _connections.Of(recipient))
            {
                connection.CheckHead(item.ThreadId, item.Seq);
            }
        }
    }

    private void DispatchChange(ThreadChangedItem item, PushRound round)
    {
        var connections = _connections.Of(item.Recipient);
        Push(connections, item.Thread, PushMessages.ThreadChanged, round);
        foreach (var connection in connections)
        {
            _peers.Follow(connection, item.Thread);
        }
    }

    private void DispatchReceipt(ReceiptItem item, PushRound round)
    {
        foreach (var recipient in item.Recipients)
        {
            var connections = _connections.Of(recipient);
            if (connections.Length == 0)
            {
                continue;
            }

            var own = recipient == item.UserId;
            var message = own ? PushMessages.OwnReceipt(item) : PushMessages.PeerReceipt(item);
            foreach (var connection in connections)
            {
                connection.PushReceipt(item.ThreadId, own, item.DeliveredSeq, item.ReadSeq, message, round);
            }
        }
    }
}
