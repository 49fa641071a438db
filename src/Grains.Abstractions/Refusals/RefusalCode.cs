namespace ChatOrleans.Grains.Abstractions.Refusals;

/// <summary>The error codes of the wire contract. A code, once published, keeps its meaning for ever.</summary>
public static class RefusalCode
{
    /// <summary>No, an expired or a used-up credential (401).</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>Wrong handle or password; one answer for both (401).</summary>
    public const string InvalidCredentials = "invalid_credentials";

    /// <summary>Malformed input (400); <see cref="Refusal.Field"/> names it.</summary>
    public const string InvalidArgument = "invalid_argument";

    /// <summary>The thread belongs to two other people (403).</summary>
    public const string NotAMember = "not_a_member";

    /// <summary>A change of somebody else's message (403).</summary>
    public const string NotTheAuthor = "not_the_author";

    /// <summary>This installation keeps every message (403).</summary>
    public const string DeletionDisabled = "deletion_disabled";

    /// <summary>One of the two has blocked the other (403).</summary>
    public const string Blocked = "blocked";

    /// <summary>No thread has this id (404).</summary>
    public const string ThreadNotFound = "thread_not_found";

    /// <summary>No user has this handle or id (404).</summary>
    public const string UserNotFound = "user_not_found";

    /// <summary>No message of the thread has this seq (404).</summary>
    public const string MessageNotFound = "message_not_found";

    /// <summary>The handle belongs to somebody else (409).</summary>
    public const string HandleTaken = "handle_taken";

    /// <summary>The caller already has an active thread (409); <see cref="Refusal.ActiveThreadId"/> names it.</summary>
    public const string SelfBusy = "self_busy";

    /// <summary>The other user already has an active thread (409).</summary>
    public const string PeerBusy = "peer_busy";

    /// <summary>A write to a thread that is not active (409).</summary>
    public const string ThreadInactive = "thread_inactive";

    /// <summary>A <c>clientMessageId</c> came again with something else changed (409); <see cref="Refusal.Seq"/> is the stored one.</summary>
    public const string IdempotencyMismatch = "idempotency_mismatch";

    /// <summary>The caller has no such attachment here, it is part of a message already, or its message is deleted (404).</summary>
    public const string AttachmentNotFound = "attachment_not_found";

    /// <summary>This installation takes no attachments (403).</summary>
    public const string AttachmentsDisabled = "attachments_disabled";

    /// <summary>A file of a type that is not taken here, or whose bytes are malformed (415).</summary>
    public const string UnsupportedType = "unsupported_type";

    /// <summary>Too many bytes of the caller's wait for messages (409); <see cref="Refusal.Limit"/> states how many may.</summary>
    public const string QuotaExceeded = "quota_exceeded";

    /// <summary>Text or attachment over the limit (413); <see cref="Refusal.Limit"/> states it.</summary>
    public const string TooLarge = "too_large";

    /// <summary>The owner has deactivated the account, and did not say that they come back (403).</summary>
    public const string AccountDeactivated = "account_deactivated";

    /// <summary>An admin has suspended the account (403).</summary>
    public const string AccountSuspended = "account_suspended";

    /// <summary>A call that the caller's role does not let them make (403).</summary>
    public const string Forbidden = "forbidden";

    /// <summary>No report has this id (404).</summary>
    public const string ReportNotFound = "report_not_found";

    /// <summary>The caller has no session with this id (404).</summary>
    public const string SessionNotFound = "session_not_found";

    /// <summary>No mail is sent, so that a forgotten password can't be reset (403).</summary>
    public const string ResetDisabled = "reset_disabled";

    /// <summary>This installation sends no Web Push (403).</summary>
    public const string PushDisabled = "push_disabled";

    /// <summary>Over a rate limit (429); <see cref="Refusal.RetryAfterMs"/> says when to come again.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The server sheds load before storing; nothing was stored (503).</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The outcome is unknown: retry with the same <c>clientMessageId</c> (503).</summary>
    public const string Unavailable = "unavailable";
}
