using ChatOrleans.LoadTest.Auditing;
using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Tests.Auditing;

/// <summary>A thread of six places where all is well: opened, two messages of each, closed. A test breaks one thing of it.</summary>
internal sealed class MadeThread
{
    public const string One = "u_1";
    public const string Other = "u_2";
    public const string Id = "t";

    private static readonly PersonAccount OneAccount = new(One, "token", ReadSeqAnswered: 3, DeliveredSeqAnswered: 3);
    private static readonly PersonAccount OtherAccount = new(Other, "token", ReadSeqAnswered: 5, DeliveredSeqAnswered: 5);

    public ThreadAccount Account { get; set; } = new()
    {
        ThreadId = Id,
        One = OneAccount,
        Other = OtherAccount,
        LastSeqSeen = 6,
        Messages =
        [
            new(0, "a-0", 2, MessageFate.Acknowledged),
            new(1, "b-0", 3, MessageFate.Acknowledged),
            new(0, "a-1", 4, MessageFate.Acknowledged),
            new(1, "b-1", 5, MessageFate.Acknowledged),
        ],
    };

    public List<LogEntry> Log { get; } =
    [
        new(1, EventKind.Opened, One, 1_000, null, 0, true),
        new(2, EventKind.Message, One, 1_010, "a-0", 20, true),
        new(3, EventKind.Message, Other, 1_020, "b-0", 30, true),
        new(4, EventKind.Message, One, 1_030, "a-1", 40, true),
        new(5, EventKind.Message, Other, 1_040, "b-1", 50, true),
        new(6, EventKind.Closed, Other, 1_050, null, 0, true),
    ];

    /// <summary>What the other member's Sync tells; the same log unless a test sets it.</summary>
    public List<LogEntry>? OtherLog { get; set; }

    public List<LogEntry>? History { get; set; }

    public List<LogEntry>? StoredLog { get; set; }

    public ThreadView OneView { get; set; } = new(6, IsActive: false, Unread: 1, ReadSeq: 3, PeerReadSeq: 5, PeerDeliveredSeq: 5);

    public ThreadView OtherView { get; set; } = new(6, IsActive: false, Unread: 0, ReadSeq: 5, PeerReadSeq: 3, PeerDeliveredSeq: 6);

    public StoredMember OneStored { get; set; } = new(3, 6, IsActive: false, Unread: 1);

    public StoredMember OtherStored { get; set; } = new(5, 6, IsActive: false, Unread: 0);

    public string? ActiveThreadId { get; set; }

    /// <summary>A message with another fate, place or order of sending.</summary>
    public void Know(int index, Func<MessageAccount, MessageAccount> change)
    {
        var messages = Account.Messages.ToArray();
        messages[index] = change(messages[index]);
        Account = Account with { Messages = messages };
    }

    /// <summary>The kinds found, with their counts.</summary>
    public Dictionary<Violation, long> Check(bool withMembers = true, bool withDatabase = true)
    {
        var violations = new Violations();
        var findings = new Findings(Id, violations);
        var one = new MemberSight
        {
            View = OneView,
            Synced = Log,
            History = History ?? [.. Log.Where(entry => entry.Kind == EventKind.Message)],
            ActiveThreadId = ActiveThreadId,
        };
        var other = new MemberSight { View = OtherView, Synced = OtherLog ?? Log };
        if (withMembers)
        {
            ThreadRules.Check(Account, one, other, isOnlyActive: true, findings);
        }

        if (withDatabase)
        {
            var stored = new StoredThread(StoredLog ?? Log, OneStored, OtherStored);
            ThreadRules.Check(Account, stored, withMembers ? one : null, withMembers ? other : null, findings);
        }

        return violations.ToSorted().ToDictionary(entry => Enum.Parse<Violation>(entry.Key), entry => entry.Value.Count);
    }

    /// <summary>The kinds found where history shows what the log's events have left of each message.</summary>
    public IReadOnlyCollection<Violation> CheckStanding()
    {
        History = StandingMessages.Of(Log);
        return Check(withDatabase: false).Keys;
    }
}
