namespace ChatOrleans.Client;

/// <summary>Every code that a <see cref="ChatException"/> can have. A newer server may send others: treat an unknown one as a refusal.</summary>
public static class ErrorCodes
{
    /// <summary>No, an expired or a used-up credential, or its session has ended.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>Wrong handle or password; one answer for both.</summary>
    public const string InvalidCredentials = "invalid_credentials";

    /// <summary>Malformed input; <see cref="ChatException.Field"/> names it.</summary>
    public const string InvalidArgument = "invalid_argument";

    /// <summary>The owner has deactivated the account; log in with <c>Reactivate</c> to come back.</summary>
    public const string AccountDeactivated = "account_deactivated";

    /// <summary>An admin has suspended the account.</summary>
    public const string AccountSuspended = "account_suspended";

    /// <summary>The caller's role does not let them do this.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The server sends no mail, so that a forgotten password can't be reset.</summary>
    public const string ResetDisabled = "reset_disabled";

    /// <summary>The server sends no Web Push.</summary>
    public const string PushDisabled = "push_disabled";

    /// <summary>The thread belongs to two other people.</summary>
    public const string NotAMember = "not_a_member";

    /// <summary>Changing somebody else's message.</summary>
    public const string NotTheAuthor = "not_the_author";

    /// <summary>This installation keeps every message.</summary>
    public const string DeletionDisabled = "deletion_disabled";

    /// <summary>This installation takes no attachments.</summary>
    public const string AttachmentsDisabled = "attachments_disabled";

    /// <summary>One of the two has blocked the other.</summary>
    public const string Blocked = "blocked";

    /// <summary>No thread has this id.</summary>
    public const string ThreadNotFound = "thread_not_found";

    /// <summary>Nobody has this handle or id, or who had it has left.</summary>
    public const string UserNotFound = "user_not_found";

    /// <summary>The caller has no session with this id.</summary>
    public const string SessionNotFound = "session_not_found";

    /// <summary>No report has this id.</summary>
    public const string ReportNotFound = "report_not_found";

    /// <summary>The caller has no export that can be read.</summary>
    public const string ExportNotFound = "export_not_found";

    /// <summary>No message of the thread has this <c>seq</c>, or it is deleted.</summary>
    public const string MessageNotFound = "message_not_found";

    /// <summary>The thread has no such attachment that the caller may have.</summary>
    public const string AttachmentNotFound = "attachment_not_found";

    /// <summary>Somebody else has the handle.</summary>
    public const string HandleTaken = "handle_taken";

    /// <summary>The caller already has an active thread: <see cref="ChatException.ActiveThreadId"/>.</summary>
    public const string SelfBusy = "self_busy";

    /// <summary>The other user already has an active thread.</summary>
    public const string PeerBusy = "peer_busy";

    /// <summary>Writing to a thread that is not active.</summary>
    public const string ThreadInactive = "thread_inactive";

    /// <summary>A <c>clientMessageId</c> came again with something changed; <see cref="ChatException.Seq"/> is the stored one.</summary>
    public const string IdempotencyMismatch = "idempotency_mismatch";

    /// <summary>Too many bytes of the caller's wait for their messages; <see cref="ChatException.Limit"/> may.</summary>
    public const string QuotaExceeded = "quota_exceeded";

    /// <summary>Text, body or file over <see cref="ChatException.Limit"/>.</summary>
    public const string TooLarge = "too_large";

    /// <summary>A file of a type that is not taken, or malformed.</summary>
    public const string UnsupportedType = "unsupported_type";

    /// <summary>Over a rate limit; come again after <see cref="ChatException.RetryAfter"/>.</summary>
    public const string RateLimited = "rate_limited";

    /// <summary>The server sheds load; nothing was stored.</summary>
    public const string Overloaded = "overloaded";

    /// <summary>The outcome is unknown; what carries a <c>clientMessageId</c> can be repeated.</summary>
    public const string Unavailable = "unavailable";

    /// <summary>No such path (HTTP alone).</summary>
    public const string NotFound = "not_found";

    /// <summary>The path knows other methods (HTTP alone).</summary>
    public const string MethodNotAllowed = "method_not_allowed";

    /// <summary>A host's key that does not let its holder do this (HTTP alone).</summary>
    public const string InsufficientScope = "insufficient_scope";

    /// <summary>A page of an origin that is not on the list (HTTP alone).</summary>
    public const string OriginNotAllowed = "origin_not_allowed";

    /// <summary>A fault of the server (HTTP alone).</summary>
    public const string Internal = "internal";

    /// <summary>No answer, or the connection was lost: what was asked may or may not have been done (said by the client).</summary>
    public const string Network = "network";

    /// <summary>There is no session, or it has just ended (said by the client).</summary>
    public const string SignedOut = "signed_out";

    /// <summary>Given up by the caller: discarded, or the client was disposed of (said by the client).</summary>
    public const string Canceled = "canceled";

    /// <summary>The device could not keep what it was given (said by the client).</summary>
    public const string Storage = "storage";

    /// <summary>An answer that is none of the contract's (said by the client).</summary>
    public const string Protocol = "protocol";
}
