using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Threads;

/// <summary>Messages as pages and events tell of them.</summary>
internal static class Messages
{
    /// <summary>A message as history shows it.</summary>
    public static ChatMessage OfHistory(Message message, string self) => new()
    {
        ThreadId = message.ThreadId,
        Seq = message.Seq,
        SenderId = message.SenderId,
        At = message.At,
        ClientMessageId = message.ClientMessageId,
        Text = message.Text,
        EditedAt = message.EditedAt,
        DeletedAt = message.DeletedAt,
        ReplyTo = message.ReplyTo,
        Reactions = [.. message.Reactions ?? []],
        Attachments = [.. message.Attachments ?? []],
        System = message.Type == EventTypes.System,
        Mine = message.Type != EventTypes.System && message.SenderId == self,
    };

    /// <summary>A message as its event tells it.</summary>
    public static ChatMessage OfEvent(ThreadEvent told, string self) => new()
    {
        ThreadId = told.ThreadId,
        Seq = told.Seq,
        SenderId = told.SenderId,
        At = told.At,
        ClientMessageId = told.ClientMessageId ?? "",
        Text = told.Text,
        ReplyTo = told.ReplyTo,
        Attachments = [.. told.Attachments ?? []],
        System = told.Type == EventTypes.System,
        Mine = told.Type != EventTypes.System && told.SenderId == self,
    };

    /// <summary>Whether the event adds a message to the thread.</summary>
    public static bool IsMessage(ThreadEvent told) => told.Type is EventTypes.Message or EventTypes.System;

    /// <summary>Whether the event changes a message that stands already.</summary>
    public static bool IsChange(ThreadEvent told) => told.Type is EventTypes.Edited or EventTypes.Deleted or EventTypes.Reacted;

    /// <summary>
    /// A message after an event that names it. It may be ahead of the event, when it comes from a page of history that was
    /// read later: then the event, and those that follow it, lead to the same message again.
    /// </summary>
    public static ChatMessage WithChange(ChatMessage message, ThreadEvent told) => told switch
    {
        { Type: EventTypes.Edited } => WithEdit(message, told),
        { Type: EventTypes.Deleted } => message with { Text = null, Reactions = [], Attachments = [], DeletedAt = told.At },
        { Type: EventTypes.Reacted, Emoji: { } emoji } when message.DeletedAt is null =>
            message with { Reactions = ReactionList.With(message.Reactions, emoji, told.SenderId, told.Added == true) },
        _ => message,
    };

    private static ChatMessage WithEdit(ChatMessage message, ThreadEvent told)
    {
        if (message.EditedAt > told.At)
        {
            return message;
        }

        // Of a message that is deleted by now, an edit says when and no longer what.
        var stands = message is { Text: not null, DeletedAt: null };
        return message with { EditedAt = told.At, Text = stands && told.Text is { } text ? text : message.Text };
    }
}
