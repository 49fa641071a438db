using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>MarkDelivered</c> and <c>MarkRead</c>.</summary>
internal sealed record MarkRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>The new watermark.</summary>
    [Required]
    public Field<long> Seq { get; init; }

    public static bool TryRead(
        MarkRequest? request, out ThreadId threadId, out long seq, [NotNullWhen(false)] out Refusal? refusal)
    {
        threadId = default;
        seq = 0;
        refusal = Fields.NoArgument;
        if (request is null ||
            !Fields.TryThreadId(request.ThreadId, out threadId, out refusal) ||
            !Fields.TrySeq(request.Seq, "seq", out var read, out refusal))
        {
            return false;
        }

        seq = read.Value;
        return true;
    }
}
