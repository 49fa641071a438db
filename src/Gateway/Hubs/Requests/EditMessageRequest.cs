using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>EditMessage</c>.</summary>
internal sealed record EditMessageRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>The author's id of the edit; a retry carries the same.</summary>
    [Required]
    public Field<string> ClientMessageId { get; init; }

    /// <summary>The message.</summary>
    [Required]
    public Field<long> TargetSeq { get; init; }

    /// <summary>The text from now on.</summary>
    [Required]
    public Field<string> Text { get; init; }

    public static bool TryRead(
        EditMessageRequest? request,
        out ThreadId threadId,
        [NotNullWhen(true)] out ChangeCommand? command,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        threadId = default;
        command = null;
        refusal = Fields.NoArgument;
        if (request is null ||
            !Fields.TryThreadId(request.ThreadId, out threadId, out refusal) ||
            !Fields.TryClientMessageId(request.ClientMessageId, out var id, out refusal) ||
            !Fields.TrySeq(request.TargetSeq, "targetSeq", out var target, out refusal) ||
            !Fields.TryMessageText(request.Text, out var text, out refusal))
        {
            return false;
        }

        command = new ChangeCommand { Type = EventType.Edited, ClientMessageId = id, TargetSeq = target.Value, Text = text };
        return true;
    }
}
