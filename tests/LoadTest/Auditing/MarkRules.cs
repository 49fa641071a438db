using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Unread counts and watermarks against the log and against what was answered.</summary>
internal static class MarkRules
{
    /// <summary>Checks what one member is told.</summary>
    /// <param name="member">Whom the view is for.</param>
    /// <param name="peer">The other one.</param>
    /// <param name="view">What the member is told.</param>
    /// <param name="log">The events of this run.</param>
    /// <param name="before">Where the log ended before this run.</param>
    /// <param name="findings">What is wrong goes here.</param>
    public static void Check(
        PersonAccount member,
        PersonAccount peer,
        ThreadView view,
        IReadOnlyList<LogEntry> log,
        long before,
        Findings findings)
    {
        var end = log.Count > 0 ? log[^1].Seq : before;
        if (view.LastSeq != end)
        {
            findings.Add(Violation.Disagreement, $"Sync tells {member.UserId} that the log ends at {view.LastSeq}; its events end at {end}");
        }

        CheckMark(member, "readSeq", view.ReadSeq, member.ReadSeqAnswered, end, findings);
        CheckMark(peer, "peerReadSeq", view.PeerReadSeq, peer.ReadSeqAnswered, end, findings);
        CheckMark(
            peer,
            "peerDeliveredSeq",
            view.PeerDeliveredSeq,
            Math.Max(view.PeerReadSeq, Math.Max(peer.DeliveredSeqAnswered, peer.ReadSeqAnswered)),
            end,
            findings);

        var deleted = log.Where(entry => entry.Kind == EventKind.Deleted).Select(entry => entry.TargetSeq).ToHashSet();
        var least = log.LongCount(
            entry => entry.Kind == EventKind.Message && entry.Seq > view.ReadSeq && entry.SenderId == peer.UserId && !deleted.Contains(entry.Seq));

        // What an earlier run left unread was not looked at: it may have been the peer's, all or nothing.
        var most = least + Math.Max(0, before - view.ReadSeq);
        if (view.Unread < least || view.Unread > most)
        {
            findings.Add(
                Violation.WrongUnread,
                $"Sync tells {member.UserId} unread {view.Unread}; above {view.ReadSeq} the log has {least} messages of the peer that are not deleted");
        }
    }

    /// <summary>Checks what the database holds of one member against what <c>Sync</c> said before.</summary>
    public static void Check(
        PersonAccount member, StoredMember stored, ThreadView own, ThreadView peers, Findings findings)
    {
        if (stored.Unread != own.Unread)
        {
            findings.Add(
                Violation.WrongUnread, $"Sync tells {member.UserId} unread {own.Unread}, the database counts {stored.Unread}");
        }

        if (stored.ReadSeq != own.ReadSeq || stored.ReadSeq != peers.PeerReadSeq)
        {
            findings.Add(
                Violation.Disagreement,
                $"{member.UserId} has read to {stored.ReadSeq} by the database, {own.ReadSeq} by its own Sync, {peers.PeerReadSeq} by its peer's");
        }

        // The audit's own Sync moves it on.
        if (stored.DeliveredSeq < Math.Max(peers.PeerDeliveredSeq, member.DeliveredSeqAnswered))
        {
            findings.Add(
                Violation.WrongUnread,
                $"the database has deliveredSeq {stored.DeliveredSeq} of {member.UserId}, who was told {peers.PeerDeliveredSeq} or {member.DeliveredSeqAnswered}");
        }
    }

    private static void CheckMark(
        PersonAccount whose, string name, long mark, long answered, long end, Findings findings)
    {
        if (mark < answered || mark > end)
        {
            findings.Add(
                Violation.WrongUnread,
                $"{name} of {whose.UserId} is {mark}; it has to be at least {answered} and at most the log's end {end}");
        }
    }
}
