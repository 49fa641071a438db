using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Http;

/// <summary>An RFC 9457 problem document with the code and the extra fields of the wire contract.</summary>
internal sealed record ChatProblem
{
    /// <summary>The problem's kind; <c>about:blank</c> means that status and code say it.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The error code to branch on.</summary>
    public required string Code { get; init; }

    /// <summary>A sentence for the developer of the client.</summary>
    public required string Detail { get; init; }

    /// <summary>The argument at fault; empty when the body itself is malformed.</summary>
    public string? Field { get; init; }

    /// <summary>Every error of every field of a form.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>With <c>self_busy</c>: the caller's active thread.</summary>
    public ThreadId? ActiveThreadId { get; init; }

    /// <summary>With <c>idempotency_mismatch</c>: the seq stored under the id.</summary>
    public long? Seq { get; init; }

    /// <summary>With <c>too_large</c>: the limit that was exceeded.</summary>
    public long? Limit { get; init; }

    /// <summary>When to come again, in milliseconds; the header <c>Retry-After</c> says it in whole seconds.</summary>
    public int? RetryAfterMs { get; init; }
}
