using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Outboxes;

namespace ChatOrleans.Client.Commands;

/// <summary>Commands as calls of the hub.</summary>
internal static class CommandCalls
{
    public static Task<SendAck> InvokeAsync(Line line, OutboxEntry entry) => entry.Kind switch
    {
        CommandKind.Send => line.InvokeAsync<SendAck>("SendMessage", new SendMessageRequest
        {
            ThreadId = entry.ThreadId,
            ClientMessageId = entry.ClientMessageId,
            Text = entry.Text,
            ReplyTo = entry.ReplyTo,
            Attachments = entry.Attachments is { Count: > 0 } attachments
                ? [.. attachments.Select(attachment => new AttachmentReference { AttachmentId = attachment.AttachmentId })]
                : null,
        }),
        CommandKind.Edit => line.InvokeAsync<SendAck>("EditMessage", new EditMessageRequest
        {
            ThreadId = entry.ThreadId,
            ClientMessageId = entry.ClientMessageId,
            TargetSeq = entry.TargetSeq ?? 0,
            Text = entry.Text ?? "",
        }),
        CommandKind.Delete => line.InvokeAsync<SendAck>("DeleteMessage", new DeleteMessageRequest
        {
            ThreadId = entry.ThreadId,
            ClientMessageId = entry.ClientMessageId,
            TargetSeq = entry.TargetSeq ?? 0,
        }),
        _ => line.InvokeAsync<SendAck>("React", new ReactRequest
        {
            ThreadId = entry.ThreadId,
            ClientMessageId = entry.ClientMessageId,
            TargetSeq = entry.TargetSeq ?? 0,
            Emoji = entry.Emoji ?? "",
            Added = entry.Added ?? true,
        }),
    };
}
