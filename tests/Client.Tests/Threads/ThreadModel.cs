using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Tests.Threads;

/// <summary>A server's thread, told anew: its log, and what history, views and watermarks are at any moment.</summary>
internal sealed class ThreadModel
{
    public const string Ada = "u_ada";
    public const string Bob = "u_bob";
    private const string ThreadId = "t";

    private static readonly DateTimeOffset Begin = new(2026, 3, 1, 9, 30, 0, TimeSpan.Zero);

    private readonly List<ThreadEvent> _log = [];
    private readonly List<Message> _messages = [];
    private readonly Dictionary<string, long> _read = new() { [Ada] = 0, [Bob] = 0 };

    public IReadOnlyList<ThreadEvent> Log => _log;

    public IReadOnlyList<Message> Messages => _messages;

    public long LastSeq => _log.Count;

    public static string Other(string member) => member == Ada ? Bob : Ada;

    public long ReadOf(string member) => _read[member];

    public long UnreadOf(string member) =>
        _messages.Count(message => message.SenderId == Other(member) && message.Seq > _read[member] && message is { DeletedAt: null, Type: null });

    /// <summary>Does one thing, if it can be done; a receipt if that is what came of it.</summary>
    public ReceiptPush? Do(Act act)
    {
        switch (act.Kind)
        {
            case ActKind.Say:
                var said = Add(act.Member, EventTypes.Message, one => one with { Text = $"text {LastSeq + 1}" });
                _messages.Add(new Message
                {
                    ThreadId = ThreadId,
                    Seq = said.Seq,
                    SenderId = said.SenderId,
                    At = said.At,
                    ClientMessageId = said.ClientMessageId!,
                    Text = said.Text,
                });
                return null;
            case ActKind.System:
                var told = Add("u_0", EventTypes.System, one => one with { Text = "system" });
                _messages.Add(new Message
                {
                    ThreadId = ThreadId,
                    Seq = told.Seq,
                    SenderId = told.SenderId,
                    At = told.At,
                    ClientMessageId = told.ClientMessageId!,
                    Text = told.Text,
                    Type = EventTypes.System,
                });
                return null;
            case ActKind.Turn:
                Add(act.Member, LastTurn == EventTypes.Opened ? EventTypes.Closed : EventTypes.Opened, one => one with { ClientMessageId = null });
                return null;
            case ActKind.Read:
                var upTo = LastSeq == 0 ? 0 : 1 + (act.Pick % LastSeq);
                if (upTo <= _read[act.Member])
                {
                    return null;
                }

                _read[act.Member] = upTo;
                return Receipt(act.Member);
            default:
                return Change(act);
        }
    }

    public ThreadView ViewOf(string member) => new()
    {
        ThreadId = ThreadId,
        Peer = new Peer { UserId = Other(member), Handle = "peer", DisplayName = "Peer", Online = false },
        Active = LastTurn == EventTypes.Opened,
        LastSeq = LastSeq,
        LastMessage = _messages.FindLast(message => message.Type is null) is { } last ? last with { Reactions = null } : null,
        Unread = UnreadOf(member),
        ReadSeq = _read[member],
        PeerReadSeq = _read[Other(member)],
        PeerDeliveredSeq = _read[Other(member)],
    };

    public HistoryPage Newest() => new() { Messages = [.. _messages], HasBefore = false, HasAfter = false };

    private string? LastTurn => _log.FindLast(one => one.Type is EventTypes.Opened or EventTypes.Closed)?.Type;

    private ReceiptPush? Change(Act act)
    {
        var standing = _messages.Where(message => message is { DeletedAt: null, Type: null }).ToArray();
        if (standing.Length == 0)
        {
            return null;
        }

        var target = standing[act.Pick % standing.Length];
        var place = _messages.IndexOf(target);
        switch (act.Kind)
        {
            case ActKind.Edit:
                var edited = Add(target.SenderId, EventTypes.Edited, one => one with { TargetSeq = target.Seq, Text = $"edited {one.Seq}" });
                _messages[place] = target with { Text = edited.Text, EditedAt = edited.At };
                return null;
            case ActKind.Delete:
                var deleted = Add(target.SenderId, EventTypes.Deleted, one => one with { TargetSeq = target.Seq });
                _messages[place] = target with { Text = null, Reactions = null, DeletedAt = deleted.At };
                return target.Seq > _read[Other(target.SenderId)] ? Receipt(Other(target.SenderId)) : null;
            default:
                React(act.Member, target, place);
                return null;
        }
    }

    private void React(string member, Message target, int place)
    {
        var has = target.Reactions?[0].UserIds.Contains(member) == true;
        Add(member, EventTypes.Reacted, one => one with { TargetSeq = target.Seq, Emoji = "👍", Added = !has });
        IReadOnlyList<string> before = target.Reactions?[0].UserIds ?? [];
        string[] after = has ? [.. before.Where(user => user != member)] : [.. before, member];
        _messages[place] = target with { Reactions = after.Length == 0 ? null : [new Reaction { Emoji = "👍", UserIds = after }] };
    }

    private ReceiptPush Receipt(string member) => new()
    {
        ThreadId = ThreadId,
        UserId = member,
        DeliveredSeq = _read[member],
        ReadSeq = _read[member],
        Unread = UnreadOf(member),
    };

    private ThreadEvent Add(string sender, string type, Func<ThreadEvent, ThreadEvent> complete)
    {
        var seq = LastSeq + 1;
        var added = complete(new ThreadEvent
        {
            ThreadId = ThreadId,
            Seq = seq,
            Type = type,
            SenderId = sender,
            At = Begin.AddSeconds(seq),
            ClientMessageId = $"c-{seq}",
        });
        _log.Add(added);
        return added;
    }
}
