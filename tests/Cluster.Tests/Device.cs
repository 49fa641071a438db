using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Cluster.Tests;

/// <summary>
/// One device of a member: an old snapshot of a thread, and whatever came since, applied by the contract's words. It is told
/// of nothing else.
/// </summary>
internal sealed class Device(UserId user, ThreadId threadId, long unreadElsewhere)
{
    private readonly SortedDictionary<long, Message> _messages = [];
    private MemberView _own;
    private MemberView _peer;
    private long _lastSeq;
    private bool _active;
    private bool _blocks;

    /// <summary>What it shows, to be compared with another device's.</summary>
    public string Shown => string.Join(
        Environment.NewLine,
        [
            $"last {_lastSeq} active {_active} read {_own.ReadSeq} peer {_peer} unread {Unread} of {Unread + unreadElsewhere}",
            .. _messages.Values.Select(Line),
        ]);

    /// <summary>The last event that it holds.</summary>
    public long LastSeq => _lastSeq;

    /// <summary>Whether the thread takes messages.</summary>
    public bool Active => _active;

    private long Unread => _blocks ? 0 : _messages.Values.LongCount(
        message => message.SenderId != user && message.Seq > _own.ReadSeq && message.DeletedAt is null);

    /// <summary>Takes a snapshot: the thread as its member sees it, and its messages.</summary>
    public void Take(ThreadView view, IEnumerable<Message> messages)
    {
        _messages.Clear();
        foreach (var message in messages)
        {
            _messages.Add(message.Seq, message);
        }

        _lastSeq = view.LastSeq;
        TakeMarks(view);
        Assert.Equal(Unread, view.Unread);
        var last = _messages.Values.LastOrDefault();
        Assert.Equal(last is null ? null : Line(last with { Reactions = null }), view.LastMessage is null ? null : Line(view.LastMessage));
    }

    /// <summary>Takes of a view what has no place in the log.</summary>
    public void TakeMarks(ThreadView view)
    {
        _active = view.Active;
        _blocks = view.Blocked;
        _own = new MemberView(view.ReadSeq, 0);
        _peer = new MemberView(view.PeerReadSeq, view.PeerDeliveredSeq);
    }

    /// <summary>Takes a push.</summary>
    public void Take(GatewayItem push)
    {
        switch (push)
        {
            case EventItem item when item.Event.ThreadId == threadId:
                Take(item.Event);
                break;
            case ReceiptItem receipt when receipt.ThreadId == threadId && receipt.UserId == user:
                _own = new MemberView(receipt.ReadSeq, 0);
                Assert.Equal((Unread, Unread + unreadElsewhere), (receipt.Unread, receipt.TotalUnread));
                break;
            case ReceiptItem receipt when receipt.ThreadId == threadId:
                _peer = new MemberView(receipt.ReadSeq, receipt.DeliveredSeq);
                break;
            case ThreadChangedItem change when change.Thread.ThreadId == threadId && change.Recipient == user:
                TakeMarks(change.Thread);
                Assert.Equal(Unread, change.Thread.Unread);
                break;
        }
    }

    /// <summary>Takes the next event of the log.</summary>
    public void Take(ThreadEvent e)
    {
        Assert.Equal(_lastSeq + 1, e.Seq);
        _lastSeq = e.Seq;
        switch (e.Type)
        {
            case EventType.Opened or EventType.Closed:
                _active = e.Type == EventType.Opened;
                break;
            case EventType.Message:
                _messages.Add(e.Seq, new Message
                {
                    ThreadId = e.ThreadId,
                    Seq = e.Seq,
                    SenderId = e.SenderId,
                    At = e.At,
                    ClientMessageId = e.ClientMessageId!,
                    Text = e.Text,
                    ReplyTo = e.ReplyTo,
                });
                break;
            default:
                Change(e, e.TargetSeq!.Value);
                break;
        }
    }

    private void Change(ThreadEvent e, long target)
    {
        var message = _messages[target];
        _messages[target] = e.Type switch
        {
            EventType.Edited => message with { Text = e.Text, EditedAt = e.At },
            EventType.Deleted => message with { Text = null, DeletedAt = e.At, Reactions = null },
            _ => message with { Reactions = Reacted(message, e) },
        };
    }

    private static ImmutableArray<Reaction>? Reacted(Message message, ThreadEvent e)
    {
        List<Reaction> groups = [.. message.Reactions ?? []];
        var place = groups.FindIndex(group => group.Emoji == e.Emoji);
        ImmutableArray<UserId> users = place < 0 ? [] : groups[place].UserIds;
        users = e.Added == true ? users.Add(e.SenderId) : users.Remove(e.SenderId);
        var group = new Reaction { Emoji = e.Emoji!, UserIds = users };
        if (place < 0)
        {
            groups.Add(group);
        }
        else if (users.IsEmpty)
        {
            groups.RemoveAt(place);
        }
        else
        {
            groups[place] = group;
        }

        return groups.Count == 0 ? null : [.. groups];
    }

    // In which order different reactions stand is not told by their events alone.
    private static string Line(Message message) =>
        $"{message.Seq} {message.SenderId} {message.At:O} {message.ClientMessageId} '{message.Text}' edited {message.EditedAt:O} "
        + $"deleted {message.DeletedAt:O} replies {message.ReplyTo} "
        + string.Join(';', (message.Reactions ?? []).Select(reaction => $"{reaction.Emoji} {string.Join(',', reaction.UserIds)}").Order(StringComparer.Ordinal));

    private readonly record struct MemberView(long ReadSeq, long DeliveredSeq);
}
