namespace ChatOrleans.Client.Contract;

/// <summary>Why a call was refused: the envelope's error, and what a problem document says besides its RFC 9457 fields.</summary>
public sealed record Refusal
{
    /// <summary>What it is; one of <see cref="ErrorCodes"/>, or a newer server's.</summary>
    public required string Code { get; init; }

    /// <summary>For logs, in English.</summary>
    public required string Message { get; init; }

    /// <summary>Of <c>invalid_argument</c>: the field at fault; empty where it is the body itself.</summary>
    public string? Field { get; init; }

    /// <summary>Of <c>self_busy</c>: the caller's active thread.</summary>
    public string? ActiveThreadId { get; init; }

    /// <summary>Of <c>idempotency_mismatch</c>: the event that has the id.</summary>
    public long? Seq { get; init; }

    /// <summary>Of <c>too_large</c> and <c>quota_exceeded</c>: what is allowed.</summary>
    public long? Limit { get; init; }

    /// <summary>Of <c>rate_limited</c>, <c>overloaded</c> and <c>unavailable</c>: when to come again, in milliseconds.</summary>
    public long? RetryAfterMs { get; init; }

    /// <summary>Of a form's <c>invalid_argument</c>: every error at once, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }
}
