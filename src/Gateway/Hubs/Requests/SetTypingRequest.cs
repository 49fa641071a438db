using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>SetTyping</c>.</summary>
internal sealed record SetTypingRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>Whether the caller types.</summary>
    [Required]
    public Field<bool> Typing { get; init; }

    public static bool TryRead(
        SetTypingRequest? request, out ThreadId threadId, out bool typing, [NotNullWhen(false)] out Refusal? refusal)
    {
        threadId = default;
        typing = false;
        refusal = Fields.NoArgument;
        return request is not null &&
            Fields.TryThreadId(request.ThreadId, out threadId, out refusal) &&
            Fields.TryTruth(request.Typing, "typing", required: true, out typing, out refusal);
    }
}
