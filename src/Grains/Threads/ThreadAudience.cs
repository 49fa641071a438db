using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Delivery;

namespace ChatOrleans.Grains.Threads;

/// <summary>Where a thread's two members are, and the way to them. A push asks nobody.</summary>
internal sealed class ThreadAudience(IGatewayOutbox outbox)
{
    private readonly Dictionary<UserId, Route> _routes = [];
    private ImmutableArray<(Guid Gateway, ImmutableArray<UserId> Members)> _gateways = [];

    /// <summary>Takes a member's route if it is newer than the known one.</summary>
    public void SetRoute(UserId member, Route route)
    {
        if (_routes.TryGetValue(member, out var known) && known.Version >= route.Version)
        {
            return;
        }

        _routes[member] = route;
        _gateways =
        [
            .. _routes
                .SelectMany(entry => entry.Value.Gateways, (entry, gateway) => (Gateway: gateway, Member: entry.Key))
                .GroupBy(pair => pair.Gateway, pair => pair.Member)
                .Select(group => (group.Key, group.ToImmutableArray())),
        ];
    }

    /// <summary>Sends an event to all connections of both members.</summary>
    public void Publish(ThreadEvent e)
    {
        foreach (var (gateway, members) in _gateways)
        {
            outbox.PostEvent(gateway, e, members);
        }
    }

    /// <summary>Tells both members how far the log goes, so that who missed something asks for it.</summary>
    public void AnnounceHead(ThreadId threadId, long seq)
    {
        foreach (var (gateway, members) in _gateways)
        {
            outbox.Post(gateway, new HeadItem { ThreadId = threadId, Seq = seq, Recipients = members });
        }
    }

    /// <summary>Sends watermarks to both members.</summary>
    public void Publish(ThreadId threadId, UserId user, MemberMarks marks, long unread, long totalUnread)
    {
        foreach (var (gateway, members) in _gateways)
        {
            outbox.Post(gateway, Receipt(threadId, user, marks, unread, totalUnread, members));
        }
    }

    /// <summary>Sends a member's watermarks to that member alone.</summary>
    public void PublishTo(UserId user, ThreadId threadId, MemberMarks marks, long unread, long totalUnread) =>
        PostTo(user, Receipt(threadId, user, marks, unread, totalUnread, [user]));

    /// <summary>Sends something to one member.</summary>
    public void PostTo(UserId member, GatewayItem item)
    {
        if (_routes.TryGetValue(member, out var route))
        {
            foreach (var gateway in route.Gateways)
            {
                outbox.Post(gateway, item);
            }
        }
    }

    private static ReceiptItem Receipt(
        ThreadId threadId, UserId user, MemberMarks marks, long unread, long totalUnread, ImmutableArray<UserId> recipients) => new()
        {
            ThreadId = threadId,
            UserId = user,
            DeliveredSeq = marks.DeliveredSeq,
            ReadSeq = marks.ReadSeq,
            Unread = unread,
            TotalUnread = totalUnread,
            Recipients = recipients,
        };
}
