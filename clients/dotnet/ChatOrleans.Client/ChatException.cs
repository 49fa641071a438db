using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client;

/// <summary>A refusal by the server, or why there was no answer. Branch on <see cref="Code"/>; the message is for logs, in English.</summary>
public sealed class ChatException : Exception
{
    /// <summary>Makes one that the server has not sent.</summary>
    /// <param name="code">One of <see cref="ErrorCodes"/>.</param>
    /// <param name="message">For logs; never a text or a token of somebody.</param>
    /// <param name="inner">What it comes from.</param>
    public ChatException(string code, string message, Exception? inner = null)
        : base(message, inner) => Code = code;

    /// <summary>What it is: one of <see cref="ErrorCodes"/>, or a newer server's.</summary>
    public string Code { get; }

    /// <summary>The HTTP status; absent over the hub and for codes of the client's own.</summary>
    public int? Status { get; init; }

    /// <summary>Of <c>invalid_argument</c>: the field at fault; empty where it is the body itself.</summary>
    public string? Field { get; init; }

    /// <summary>Of a form's <c>invalid_argument</c>: every error at once, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    /// <summary>Of <c>rate_limited</c>, <c>overloaded</c> and <c>unavailable</c>: when to come again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Of <c>self_busy</c>: the caller's active thread.</summary>
    public string? ActiveThreadId { get; init; }

    /// <summary>Of <c>idempotency_mismatch</c>: the event that has the id.</summary>
    public long? Seq { get; init; }

    /// <summary>Of <c>too_large</c> and <c>quota_exceeded</c>: what is allowed.</summary>
    public long? Limit { get; init; }

    /// <summary>Whether the same call, made again unchanged, may succeed: load, an unknown outcome, or no answer.</summary>
    public bool IsTransient => Code is ErrorCodes.Network or ErrorCodes.Overloaded or ErrorCodes.Unavailable
        or ErrorCodes.RateLimited or ErrorCodes.Internal;

    internal static ChatException Of(Refusal refusal, int? status = null) => new(refusal.Code, refusal.Message)
    {
        Status = status,
        Field = refusal.Field,
        Errors = refusal.Errors,
        RetryAfter = refusal.RetryAfterMs is { } wait ? TimeSpan.FromMilliseconds(wait) : null,
        ActiveThreadId = refusal.ActiveThreadId,
        Seq = refusal.Seq,
        Limit = refusal.Limit,
    };

    internal static ChatException Network(string message, Exception? inner = null) => new(ErrorCodes.Network, message, inner);

    internal static ChatException SignedOut() => new(ErrorCodes.SignedOut, "There is no session.");

    internal static ChatException Canceled(string message) => new(ErrorCodes.Canceled, message);
}
