using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>DeleteMessage</c>.</summary>
internal sealed record DeleteMessageRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>The author's id of the deletion; a retry carries the same.</summary>
    [Required]
    public Field<string> ClientMessageId { get; init; }

    /// <summary>The message.</summary>
    [Required]
    public Field<long> TargetSeq { get; init; }

    public static bool TryRead(
        DeleteMessageRequest? request,
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
            !Fields.TrySeq(request.TargetSeq, "targetSeq", out var target, out refusal))
        {
            return false;
        }

        command = new ChangeCommand { Type = EventType.Deleted, ClientMessageId = id, TargetSeq = target.Value };
        return true;
    }
}
