using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Attachments;
using Npgsql;

namespace ChatOrleans.Grains.Threads;

/// <summary>An event as the log's columns hold it: reactions keep their emoji as text, and a withdrawn one is of a type of its own.</summary>
internal static class EventRow
{
    private const short Withdrawn = 7;

    /// <summary>The column <c>type</c>.</summary>
    public static short TypeOf(ThreadEvent e) => e is { Type: EventType.Reacted, Added: false } ? Withdrawn : (short)e.Type;

    /// <inheritdoc cref="TypeOf(ThreadEvent)"/>
    public static short TypeOf(ChangeCommand command) =>
        command is { Type: EventType.Reacted, Added: false } ? Withdrawn : (short)command.Type;

    /// <summary>The column <c>text</c>.</summary>
    public static string? TextOf(ThreadEvent e) => e.Type == EventType.Reacted ? e.Emoji : e.Text;

    /// <inheritdoc cref="TextOf(ThreadEvent)"/>
    public static string? TextOf(ChangeCommand command) => command.Type == EventType.Reacted ? command.Emoji : command.Text;

    /// <summary>The column <c>target_seq</c>.</summary>
    public static long? TargetOf(ThreadEvent e) => e.Type == EventType.Message ? e.ReplyTo : e.TargetSeq;

    /// <summary>Reads the columns seq, type, sender_id, at, client_message_id, text, target_seq, and another one with attachments.</summary>
    public static ThreadEvent Read(NpgsqlDataReader row, int first, ThreadId threadId, int attachments)
    {
        var stored = row.GetInt16(first + 1);
        var type = stored == Withdrawn ? EventType.Reacted : (EventType)stored;
        var text = row.IsDBNull(first + 5) ? null : row.GetString(first + 5);
        long? target = row.IsDBNull(first + 6) ? null : row.GetInt64(first + 6);
        var reacted = type == EventType.Reacted;
        return new ThreadEvent
        {
            ThreadId = threadId,
            Seq = row.GetInt64(first),
            Type = type,
            SenderId = new UserId(row.GetGuid(first + 2)),
            At = new DateTimeOffset(row.GetDateTime(first + 3)),
            ClientMessageId = row.IsDBNull(first + 4) ? null : row.GetString(first + 4),
            Text = reacted ? null : text,
            TargetSeq = type == EventType.Message ? null : target,
            ReplyTo = type == EventType.Message ? target : null,
            Emoji = reacted ? text : null,
            Added = reacted ? stored != Withdrawn : null,
            Attachments = AttachmentRow.ReadAll(row, attachments),
        };
    }
}
