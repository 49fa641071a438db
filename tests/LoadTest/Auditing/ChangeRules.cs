using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>What holds for the changes of messages in every log: each is about a message before it, and takes away what it says.</summary>
internal static class ChangeRules
{
    /// <param name="source">Who tells the log, for the example.</param>
    /// <param name="log">Its events after <paramref name="before"/>, as told.</param>
    /// <param name="before">Where it begins.</param>
    /// <param name="findings">What is wrong goes here.</param>
    public static void Check(string source, IReadOnlyList<LogEntry> log, long before, Findings findings)
    {
        var deleted = log.Where(entry => entry.Kind == EventKind.Deleted).Select(entry => entry.TargetSeq).ToHashSet();
        var authors = new Dictionary<long, string>();
        foreach (var entry in log)
        {
            if (entry.Kind == EventKind.Message)
            {
                authors[entry.Seq] = entry.SenderId;
            }
            else if (entry.Kind >= EventKind.Edited)
            {
                CheckChange(source, entry, authors.GetValueOrDefault(entry.TargetSeq), before, findings);
            }

            if (entry.Kind is EventKind.Message or EventKind.Edited)
            {
                CheckText(source, entry, deleted.Contains(entry.Kind == EventKind.Message ? entry.Seq : entry.TargetSeq), findings);
            }
        }
    }

    private static void CheckChange(string source, in LogEntry change, string? author, long before, Findings findings)
    {
        if (author is null && change.TargetSeq > before)
        {
            findings.Add(Violation.Unexpected, $"{source} has a change at {change.Seq} of {change.TargetSeq}, which is no message before it");
        }
        else if (author is not null && change.Kind is EventKind.Edited or EventKind.Deleted && author != change.SenderId)
        {
            findings.Add(Violation.Unexpected, $"{source} has a change at {change.Seq} of {change.TargetSeq}, which somebody else wrote");
        }
    }

    private static void CheckText(string source, in LogEntry entry, bool isDeleted, Findings findings)
    {
        if (isDeleted != (entry.Fingerprint == 0))
        {
            findings.Add(Violation.Altered, $"{source} has {entry.Seq} {(isDeleted ? "with the text of a deleted message" : "without its text")}");
        }
        else if (entry.Kind == EventKind.Edited && !entry.IsItsText)
        {
            findings.Add(Violation.Altered, $"{source} has another text than was sent at {entry.Seq}");
        }
    }
}
