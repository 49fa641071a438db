using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Grains.Abstractions.Refusals;

/// <summary>An expected refusal, with a code of the wire contract. Refusals are values; exceptions are faults.</summary>
[GenerateSerializer, Immutable, Alias("chat.Refusal")]
public sealed record Refusal
{
    /// <summary>One of <see cref="RefusalCode"/>.</summary>
    [Id(0)] public required string Code { get; init; }

    /// <summary>A sentence for the developer of the client; never shown data of other people.</summary>
    [Id(1)] public required string Message { get; init; }

    /// <summary>The argument at fault, in the wire's spelling; empty when the body itself is malformed.</summary>
    [Id(2)] public string? Field { get; init; }

    /// <summary>With <see cref="RefusalCode.SelfBusy"/>: the caller's active thread.</summary>
    [Id(3)] public ThreadId? ActiveThreadId { get; init; }

    /// <summary>With <see cref="RefusalCode.IdempotencyMismatch"/>: the seq stored under the id.</summary>
    [Id(4)] public long? Seq { get; init; }

    /// <summary>With <see cref="RefusalCode.TooLarge"/>: the limit that was exceeded.</summary>
    [Id(5)] public long? Limit { get; init; }

    /// <summary>When to come again, in milliseconds.</summary>
    [Id(6)] public int? RetryAfterMs { get; init; }

    /// <summary>For forms: every error of every field at once.</summary>
    [Id(7)] public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Malformed input in <paramref name="field"/>.</summary>
    public static Refusal InvalidArgument(string field, string message) =>
        new() { Code = RefusalCode.InvalidArgument, Message = message, Field = field };

    /// <summary>The thread belongs to two other people.</summary>
    public static Refusal NotAMember() =>
        new() { Code = RefusalCode.NotAMember, Message = "The thread belongs to two other people." };

    /// <summary>No thread has this id.</summary>
    public static Refusal ThreadNotFound() =>
        new() { Code = RefusalCode.ThreadNotFound, Message = "There is no thread with this id." };

    /// <summary>No user has this handle or id.</summary>
    public static Refusal UserNotFound() =>
        new() { Code = RefusalCode.UserNotFound, Message = "There is no user with this handle or id." };

    /// <summary>Wrong handle or password; one answer for both.</summary>
    public static Refusal InvalidCredentials() =>
        new() { Code = RefusalCode.InvalidCredentials, Message = "The handle or the password is wrong." };

    /// <summary>The owner has left.</summary>
    public static Refusal AccountDeactivated() =>
        new()
        {
            Code = RefusalCode.AccountDeactivated,
            Message = "The account is deactivated; log in with reactivate to come back.",
        };

    /// <summary>An admin has shut the owner out.</summary>
    public static Refusal AccountSuspended() =>
        new() { Code = RefusalCode.AccountSuspended, Message = "The account is suspended." };

    /// <summary>The caller's role does not let them do this.</summary>
    public static Refusal Forbidden() =>
        new() { Code = RefusalCode.Forbidden, Message = "Your role does not let you do this." };

    /// <summary>No message of the thread has this seq, or it is deleted.</summary>
    public static Refusal MessageNotFound() =>
        new() { Code = RefusalCode.MessageNotFound, Message = "The thread has no message with this seq, or it is deleted." };

    /// <summary>There is no such attachment, or none any more, or it is taken.</summary>
    public static Refusal AttachmentNotFound() =>
        new()
        {
            Code = RefusalCode.AttachmentNotFound,
            Message = "The thread has no attachment with this id that the caller may have.",
        };

    /// <summary>More than <paramref name="limit"/> bytes would wait for messages.</summary>
    public static Refusal QuotaExceeded(long limit) =>
        new()
        {
            Code = RefusalCode.QuotaExceeded,
            Message = "Too many bytes are uploaded and not sent; send or delete some first.",
            Limit = limit,
        };

    /// <summary>The message is somebody else's.</summary>
    public static Refusal NotTheAuthor() =>
        new() { Code = RefusalCode.NotTheAuthor, Message = "Only its author may change a message." };

    /// <summary>Messages are never deleted here.</summary>
    public static Refusal DeletionDisabled() =>
        new() { Code = RefusalCode.DeletionDisabled, Message = "Messages are kept here; they can't be deleted." };

    /// <summary>No Web Push is sent here.</summary>
    public static Refusal PushDisabled() =>
        new() { Code = RefusalCode.PushDisabled, Message = "Web Push is not set up here." };

    /// <summary>The thread takes no writes until it is opened again.</summary>
    public static Refusal ThreadInactive() =>
        new() { Code = RefusalCode.ThreadInactive, Message = "The thread is not active; open it first." };

    /// <summary>One of the two has blocked the other; it does not say who.</summary>
    public static Refusal Blocked() =>
        new() { Code = RefusalCode.Blocked, Message = "One of the two has blocked the other." };

    /// <summary>The id is stored with another content, at <paramref name="seq"/>.</summary>
    public static Refusal IdempotencyMismatch(long seq) =>
        new()
        {
            Code = RefusalCode.IdempotencyMismatch,
            Message = "This clientMessageId was used before with another content.",
            Seq = seq,
        };

    /// <summary>Load is shed before storing: nothing was stored.</summary>
    public static Refusal Overloaded(int retryAfterMs) =>
        new()
        {
            Code = RefusalCode.Overloaded,
            Message = "The server is shedding load; nothing was stored.",
            RetryAfterMs = retryAfterMs,
        };

    /// <summary>The outcome is unknown; a retry with the same <c>clientMessageId</c> finds it out.</summary>
    public static Refusal Unavailable(int retryAfterMs) =>
        new()
        {
            Code = RefusalCode.Unavailable,
            Message = "The outcome is unknown; retry with the same clientMessageId.",
            RetryAfterMs = retryAfterMs,
        };

    /// <summary>Over a rate limit.</summary>
    public static Refusal RateLimited(int retryAfterMs) =>
        new() { Code = RefusalCode.RateLimited, Message = "Too many requests.", RetryAfterMs = retryAfterMs };
}
