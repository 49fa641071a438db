using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>SendMessage</c>.</summary>
internal sealed record SendMessageRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>The sender's id of the message; a retry carries the same.</summary>
    [Required]
    public Field<string> ClientMessageId { get; init; }

    /// <summary>The text; only with attachments it may be missing or empty.</summary>
    public Field<string> Text { get; init; }

    /// <summary>The earlier message of the thread that it answers.</summary>
    public Field<long> ReplyTo { get; init; }

    /// <summary>The sender's uploads to the thread that come with it.</summary>
    public AttachmentList? Attachments { get; init; }

    public static bool TryRead(
        SendMessageRequest? request,
        out ThreadId threadId,
        [NotNullWhen(true)] out SendCommand? command,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        threadId = default;
        command = null;
        refusal = Fields.NoArgument;
        if (request is null ||
            !Fields.TryThreadId(request.ThreadId, out threadId, out refusal) ||
            !Fields.TryClientMessageId(request.ClientMessageId, out var id, out refusal) ||
            (refusal = AttachmentsForm.Read(request.Attachments, out var attachments)) is not null ||
            (refusal = AttachmentsForm.ReadText(request.Text, attachments is not null, out var text)) is not null ||
            !Fields.TryOptionalSeq(request.ReplyTo, "replyTo", out var replyTo, out refusal))
        {
            return false;
        }

        command = new SendCommand { ClientMessageId = id, Text = text, ReplyTo = replyTo, Attachments = attachments };
        return true;
    }
}
