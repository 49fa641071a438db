using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>ArchiveThread</c>.</summary>
internal sealed record ArchiveThreadRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>Whether to put it away.</summary>
    [Required]
    public Field<bool> Archived { get; init; }

    public static bool TryRead(
        ArchiveThreadRequest? request, out ThreadId threadId, out bool archived, [NotNullWhen(false)] out Refusal? refusal)
    {
        threadId = default;
        archived = false;
        refusal = Fields.NoArgument;
        return request is not null &&
            Fields.TryThreadId(request.ThreadId, out threadId, out refusal) &&
            Fields.TryTruth(request.Archived, "archived", required: true, out archived, out refusal);
    }
}
