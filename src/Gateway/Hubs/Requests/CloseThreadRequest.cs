using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>CloseThread</c>.</summary>
internal sealed record CloseThreadRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    public static bool TryRead(CloseThreadRequest? request, out ThreadId threadId, [NotNullWhen(false)] out Refusal? refusal)
    {
        if (request is not null)
        {
            return Fields.TryThreadId(request.ThreadId, out threadId, out refusal);
        }

        threadId = default;
        refusal = Fields.NoArgument;
        return false;
    }
}
