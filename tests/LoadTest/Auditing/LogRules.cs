using ChatOrleans.LoadTest.Measuring;

namespace ChatOrleans.LoadTest.Auditing;

/// <summary>What holds for every log, whoever wrote what: places 1, 2, 3, …; time never goes back; ids are unique.</summary>
internal static class LogRules
{
    /// <param name="source">Who tells the log, for the example.</param>
    /// <param name="log">Its events after <paramref name="before"/>, as told.</param>
    /// <param name="before">Where it begins.</param>
    /// <param name="lastSeqSeen">How far it has to go at least: a client saw that place.</param>
    /// <param name="findings">What is wrong goes here.</param>
    public static void Check(
        string source, IReadOnlyList<LogEntry> log, long before, long lastSeqSeen, Findings findings)
    {
        var (last, at) = (before, 0L);
        var ids = new HashSet<(string, string)>(log.Count);
        foreach (var entry in log)
        {
            if (entry.Seq == last && last != before)
            {
                findings.Add(Violation.Doubled, $"{source} has {entry.Seq} twice");
            }
            else if (entry.Seq <= last)
            {
                findings.Add(Violation.Reordered, $"{source} has {entry.Seq} behind {last}");
            }
            else if (entry.Seq > last + 1)
            {
                findings.Add(Violation.Gap, $"{source} has {entry.Seq} right behind {last}");
            }

            if (entry.At < at)
            {
                findings.Add(Violation.Reordered, $"{source}: the time of {entry.Seq} is before that of {last}");
            }

            if (entry.ClientMessageId is { } id && !ids.Add((entry.SenderId, id)))
            {
                findings.Add(Violation.Doubled, $"{source} has {id} of {entry.SenderId} twice, last at {entry.Seq}");
            }

            (last, at) = (Math.Max(last, entry.Seq), Math.Max(at, entry.At));
        }

        ChangeRules.Check(source, log, before, findings);
        if (last < lastSeqSeen)
        {
            findings.Add(Violation.Lost, $"{source} ends at {last}, but a client has seen {lastSeqSeen}");
        }
    }
}
