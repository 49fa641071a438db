namespace ChatOrleans.LoadTest.Auditing;

/// <summary>What messages are by the word of a log's events: what history has to show.</summary>
internal static class StandingMessages
{
    private const int Edited = 1;
    private const int Deleted = 2;

    /// <summary>The messages of a log, each as the events behind it have left it.</summary>
    public static List<LogEntry> Of(IReadOnlyList<LogEntry> log)
    {
        var messages = new SortedDictionary<long, LogEntry>();
        var reactions = new Dictionary<long, int>();
        foreach (var entry in log)
        {
            if (entry.Kind == EventKind.Message)
            {
                messages.TryAdd(entry.Seq, entry);
            }
            else if (entry.TargetSeq > 0 && messages.TryGetValue(entry.TargetSeq, out var target))
            {
                messages[entry.TargetSeq] = Apply(entry, target, reactions);
            }
        }

        return [.. messages.Values.Select(message =>
            message with { Standing = message.Standing ^ reactions.GetValueOrDefault(message.Seq) })];
    }

    /// <summary>What is shown of a message beside its text. Reactions count in any order.</summary>
    public static int Of(bool isEdited, bool isDeleted, IEnumerable<(string Emoji, string UserId)> reactions) =>
        reactions.Aggregate(
            (isEdited ? Edited : 0) | (isDeleted ? Deleted : 0), (all, one) => all ^ Of(Fingerprint(one.Emoji), one.UserId));

    /// <summary>What tells two texts apart within this process; 0 for none.</summary>
    public static int Fingerprint(string? text) => text is null ? 0 : StringComparer.Ordinal.GetHashCode(text);

    private static LogEntry Apply(in LogEntry change, in LogEntry target, Dictionary<long, int> reactions)
    {
        switch (change.Kind)
        {
            case EventKind.Edited:
                return target with { Fingerprint = change.Fingerprint, Standing = target.Standing | Edited };
            case EventKind.Deleted:
                reactions.Remove(target.Seq);
                return target with { Fingerprint = 0, Standing = target.Standing | Deleted };
            default:
                // Added once and withdrawn once is as if never.
                reactions[target.Seq] = reactions.GetValueOrDefault(target.Seq) ^ Of(change.Fingerprint, change.SenderId);
                return target;
        }
    }

    // The lowest bits are those of edits and deletions.
    private static int Of(int emoji, string userId) => HashCode.Combine(emoji, Fingerprint(userId)) & ~(Edited | Deleted);
}
