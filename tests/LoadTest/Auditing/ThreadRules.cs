using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Holds all that is said of one thread against each other and against what its clients know.</summary>
internal static class ThreadRules
{
    private const string OwnSync = "Sync of one member";
    private const string PeerSync = "Sync of the other member";
    private const string Database = "the database";

    /// <summary>Checks a thread that was read as its members.</summary>
    /// <param name="account">What the clients know.</param>
    /// <param name="one">What the one member is told.</param>
    /// <param name="other">What the other one is told.</param>
    /// <param name="isOnlyActive">Whether a user has one active thread at most.</param>
    /// <param name="findings">What is wrong goes here.</param>
    public static void Check(ThreadAccount account, MemberSight one, MemberSight other, bool isOnlyActive, Findings findings)
    {
        CheckLog(OwnSync, one.Synced, account, findings);
        CheckAlike(PeerSync, other.Synced, OwnSync, one.Synced, account, findings);
        CheckHistory("history of one member", one, findings);
        CheckHistory("history of the other member", other, findings);
        MarkRules.Check(account.One, account.Other, one.View, one.Synced, account.LastSeqBefore, findings);
        MarkRules.Check(account.Other, account.One, other.View, other.Synced, account.LastSeqBefore, findings);
        CheckActive(account.One, one, isOnlyActive, findings);
        CheckActive(account.Other, other, isOnlyActive, findings);
    }

    /// <summary>Checks what the database holds of a thread, and that its members are told that.</summary>
    /// <param name="account">What the clients know.</param>
    /// <param name="stored">What the database holds.</param>
    /// <param name="one">What the one member is told; null when it was not asked for.</param>
    /// <param name="other">What the other one is told.</param>
    /// <param name="findings">What is wrong goes here.</param>
    public static void Check(
        ThreadAccount account, StoredThread stored, MemberSight? one, MemberSight? other, Findings findings)
    {
        if (one is null || other is null)
        {
            CheckLog(Database, stored.Log, account, findings);
        }
        else
        {
            CheckAlike(Database, stored.Log, OwnSync, one.Synced, account, findings);
            MarkRules.Check(account.One, stored.One, one.View, other.View, findings);
            MarkRules.Check(account.Other, stored.Other, other.View, one.View, findings);
            if (stored.One.IsActive != one.View.IsActive || stored.Other.IsActive != other.View.IsActive)
            {
                findings.Add(Violation.Disagreement, "the database and Sync disagree whether it is active");
            }
        }

        if (stored.One.IsActive != stored.Other.IsActive)
        {
            findings.Add(Violation.Disagreement, "the database has it active for one member only");
        }
    }

    private static void CheckLog(string source, IReadOnlyList<LogEntry> log, ThreadAccount account, Findings findings)
    {
        LogRules.Check(source, log, account.LastSeqBefore, account.LastSeqSeen, findings);
        AccountRules.Check(source, log, account, findings);
    }

    // What says the same as another source needs no second look, and does not count twice.
    private static void CheckAlike(
        string source,
        IReadOnlyList<LogEntry> log,
        string otherSource,
        IReadOnlyList<LogEntry> otherLog,
        ThreadAccount account,
        Findings findings)
    {
        if (FirstDifference(log, otherLog) is { } seq)
        {
            findings.Add(Violation.Disagreement, $"{source} and {otherSource} differ first at {seq}");
            CheckLog(source, log, account, findings);
        }
    }

    private static void CheckHistory(string source, MemberSight member, Findings findings)
    {
        if (member.History is { } history
            && FirstDifference(history, StandingMessages.Of(member.Synced)) is { } seq)
        {
            findings.Add(Violation.Disagreement, $"{source} and its Sync differ first at {seq}");
        }
    }

    private static void CheckActive(PersonAccount member, MemberSight sight, bool isOnlyActive, Findings findings)
    {
        var last = sight.Synced.LastOrDefault(entry => entry.Kind is EventKind.Opened or EventKind.Closed).Kind;
        if (last != EventKind.Other && sight.View.IsActive != (last == EventKind.Opened))
        {
            findings.Add(
                Violation.Disagreement,
                $"Sync tells {member.UserId} active {sight.View.IsActive}, but the last turn of the log is {last}");
        }

        if (isOnlyActive && sight.View.IsActive != (sight.ActiveThreadId == findings.ThreadId))
        {
            findings.Add(
                Violation.TwoActive,
                $"Sync tells {member.UserId} active {sight.View.IsActive} of it and {sight.ActiveThreadId ?? "none"} as the active thread");
        }
    }

    private static long? FirstDifference(IReadOnlyList<LogEntry> log, IReadOnlyList<LogEntry> other)
    {
        var common = Math.Min(log.Count, other.Count);
        for (var i = 0; i < common; i++)
        {
            if (!log[i].Agrees(other[i]))
            {
                return Math.Min(log[i].Seq, other[i].Seq);
            }
        }

        return log.Count > common ? log[common].Seq : other.Count > common ? other[common].Seq : null;
    }
}
