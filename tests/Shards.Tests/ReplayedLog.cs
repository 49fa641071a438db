using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Shards.Tests;

/// <summary>What messages are by the word of a log, event after event, to be compared with what a database shows of them.</summary>
internal sealed class ReplayedLog
{
    private readonly SortedDictionary<long, Replayed> _messages = [];

    public ReplayedLog(IEnumerable<ThreadEvent> log)
    {
        foreach (var e in log)
        {
            Apply(e);
        }
    }

    /// <summary>One line a message.</summary>
    public IEnumerable<string> Lines => _messages.Select(message => Line(
        message.Key,
        message.Value.Text,
        message.Value.Edited,
        message.Value.Deleted,
        message.Value.Reactions.GroupBy(one => one.Emoji).Select(group => $"{group.Key} {string.Join(' ', group.Select(one => one.User))}")));

    /// <summary>The same line of a message that was read.</summary>
    public static string LineOf(Message message) => Line(
        message.Seq,
        message.Text,
        message.EditedAt,
        message.DeletedAt,
        message.Reactions?.Select(reaction => $"{reaction.Emoji} {string.Join(' ', reaction.UserIds)}") ?? []);

    private static string Line(long seq, string? text, DateTimeOffset? edited, DateTimeOffset? deleted, IEnumerable<string> reactions) =>
        $"{seq} '{text}' edited {edited:O} deleted {deleted:O} {string.Join(',', reactions)}";

    private void Apply(ThreadEvent e)
    {
        if (e.Type == EventType.Message)
        {
            _messages.Add(e.Seq, new Replayed { Text = e.Text });
            return;
        }

        if (e.TargetSeq is not { } target)
        {
            return;
        }

        var message = _messages[target];
        switch (e.Type)
        {
            case EventType.Edited:
                (message.Text, message.Edited) = (e.Text, e.At);
                break;
            case EventType.Deleted:
                (message.Text, message.Deleted) = (null, e.At);
                message.Reactions.Clear();
                break;
            case EventType.Reacted when e.Added == true:
                message.Reactions.Add((e.Emoji!, e.SenderId));
                break;
            case EventType.Reacted:
                message.Reactions.Remove((e.Emoji!, e.SenderId));
                break;
        }
    }

    private sealed class Replayed
    {
        public string? Text { get; set; }

        public DateTimeOffset? Edited { get; set; }

        public DateTimeOffset? Deleted { get; set; }

        public List<(string Emoji, UserId User)> Reactions { get; } = [];
    }
}
