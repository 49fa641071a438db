using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>React</c>.</summary>
internal sealed record ReactRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>The caller's id of the command; a retry carries the same.</summary>
    [Required]
    public Field<string> ClientMessageId { get; init; }

    /// <summary>The message.</summary>
    [Required]
    public Field<long> TargetSeq { get; init; }

    /// <summary>One of the reactions that are offered.</summary>
    [Required]
    public Field<string> Emoji { get; init; }

    /// <summary>Whether it joins; otherwise it is withdrawn.</summary>
    [Required]
    public Field<bool> Added { get; init; }

    public static bool TryRead(
        ReactRequest? request,
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
            !Fields.TryTruth(request.Added, "added", required: true, out var added, out refusal))
        {
            return false;
        }

        refusal = EmojiText.Validate(request.Emoji.Value);
        command = refusal is not null ? null : new ChangeCommand
        {
            Type = EventType.Reacted,
            ClientMessageId = id,
            TargetSeq = target.Value,
            Emoji = request.Emoji.Value,
            Added = added,
        };
        return command is not null;
    }
}
