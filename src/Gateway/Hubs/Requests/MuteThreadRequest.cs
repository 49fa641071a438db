using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>MuteThread</c>.</summary>
internal sealed record MuteThreadRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>Whether to mute it, or to take that back.</summary>
    [Required]
    public Field<bool> Muted { get; init; }

    /// <summary>Until when; for good when absent.</summary>
    public Field<string> Until { get; init; }

    public static bool TryRead(
        MuteThreadRequest? request, out ThreadId threadId, out DateTimeOffset? until, [NotNullWhen(false)] out Refusal? refusal)
    {
        threadId = default;
        until = null;
        refusal = Fields.NoArgument;
        return request is not null &&
            Fields.TryThreadId(request.ThreadId, out threadId, out refusal) &&
            Fields.TryTruth(request.Muted, "muted", required: true, out var muted, out refusal) &&
            MuteTime.TryRead(request.Until, muted, out until, out refusal);
    }
}
