using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Holds what the clients sent and were told against a log.</summary>
internal static class AccountRules
{
    /// <param name="source">Who tells the log, for the example.</param>
    /// <param name="log">Its events of this run.</param>
    /// <param name="account">What the clients know.</param>
    /// <param name="findings">What is wrong goes here.</param>
    public static void Check(string source, IReadOnlyList<LogEntry> log, ThreadAccount account, Findings findings)
    {
        var stored = Index(log);
        var last = new long[2];
        foreach (var message in account.Messages)
        {
            var sender = message.Sender == 0 ? account.One.UserId : account.Other.UserId;
            if (!stored.Remove((sender, message.ClientMessageId), out var entry))
            {
                if (message.Fate == MessageFate.Acknowledged)
                {
                    findings.Add(
                        Violation.Lost,
                        $"{source} does not have {message.ClientMessageId}, which was acknowledged at {message.AckSeq}");
                }

                continue;
            }

            CheckStored(source, message, entry, findings);
            CheckOrder(source, message, entry, ref last[message.Sender], findings);
        }

        foreach (var entry in stored.Values)
        {
            findings.Add(
                Violation.Unexpected, $"{source} has {entry.ClientMessageId} of {entry.SenderId} at {entry.Seq}, which nobody sent");
        }
    }

    private static Dictionary<(string Sender, string Id), LogEntry> Index(IReadOnlyList<LogEntry> log)
    {
        var index = new Dictionary<(string Sender, string Id), LogEntry>(log.Count);
        foreach (var entry in log)
        {
            if (entry.Kind == EventKind.Message)
            {
                // The first of two; that there are two is the log's own affair.
                index.TryAdd((entry.SenderId, entry.ClientMessageId ?? ""), entry);
            }
        }

        return index;
    }

    private static void CheckStored(string source, in MessageAccount message, in LogEntry entry, Findings findings)
    {
        if (message.Fate == MessageFate.Refused)
        {
            findings.Add(
                Violation.RefusedButStored, $"{source} has {message.ClientMessageId} at {entry.Seq}, which was refused");
        }
        else if (message.Fate == MessageFate.Acknowledged && message.AckSeq != entry.Seq)
        {
            findings.Add(
                Violation.WrongSeq,
                $"{source} has {message.ClientMessageId} at {entry.Seq}, but it was acknowledged at {message.AckSeq}");
        }

        if (!entry.IsItsText)
        {
            findings.Add(Violation.Altered, $"{source} has another text than was sent as {message.ClientMessageId} at {entry.Seq}");
        }
    }

    private static void CheckOrder(
        string source, in MessageAccount message, in LogEntry entry, ref long last, Findings findings)
    {
        if (message.SentAgain)
        {
            return;
        }

        if (entry.Seq < last)
        {
            findings.Add(
                Violation.Reordered,
                $"{source} has {message.ClientMessageId} at {entry.Seq}, before {last}, which its sender sent before it");
        }

        last = Math.Max(last, entry.Seq);
    }
}
