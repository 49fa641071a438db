namespace ChatOrleans.TestKit;

// The wire's shapes, written from the contract alone and apart from the server's types.

/// <summary>The answer of registering, logging in and refreshing.</summary>
public sealed record Account(
    string UserId,
    string Handle,
    string AccessToken,
    DateTimeOffset AccessTokenExpiresAt,
    string RefreshToken,
    string? Role = null);

/// <summary>One session (device) of the caller.</summary>
public sealed record SessionShape(
    string SessionId,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset ExpiresAt,
    bool Current,
    string? DeviceName = null,
    string? UserAgent = null);

/// <summary>The caller's sessions.</summary>
public sealed record SessionsShape(IReadOnlyList<SessionShape> Sessions);

/// <summary>A connection ticket.</summary>
public sealed record Ticket(string Value, DateTimeOffset ExpiresAt);

/// <summary>The caller.</summary>
public sealed record MeShape(string UserId, string Handle, string DisplayName, string? ActiveThreadId = null);

/// <summary>The other member of a thread.</summary>
public sealed record PeerShape(
    string UserId, string Handle, string DisplayName, bool Online, DateTimeOffset? LastSeenAt = null, string? State = null);

/// <summary>A message in history.</summary>
public sealed record MessageShape(
    string ThreadId,
    long Seq,
    string SenderId,
    DateTimeOffset At,
    string ClientMessageId,
    string? Text = null,
    DateTimeOffset? EditedAt = null,
    DateTimeOffset? DeletedAt = null,
    long? ReplyTo = null,
    IReadOnlyList<ReactionShape>? Reactions = null,
    string? Type = null,
    AttachmentCollection? Attachments = null);

/// <summary>A small image of an attachment.</summary>
public sealed record ThumbnailShape(string AttachmentId, string Type, long Size, int Width, int Height);

/// <summary>A file that comes with a message.</summary>
public sealed record AttachmentShape(
    string AttachmentId,
    string Name,
    string Type,
    long Size,
    int? Width = null,
    int? Height = null,
    ThumbnailShape? Thumbnail = null);

/// <summary>One kind of reaction to a message.</summary>
public sealed record ReactionShape(string Emoji, IReadOnlyList<string> UserIds);

/// <summary>A thread as one member sees it.</summary>
public sealed record ThreadShape(
    string ThreadId,
    PeerShape Peer,
    bool Active,
    long LastSeq,
    long Unread,
    long ReadSeq,
    long PeerReadSeq,
    long PeerDeliveredSeq,
    MessageShape? LastMessage = null,
    bool Archived = false,
    DateTimeOffset? MutedUntil = null,
    bool Blocked = false);

/// <summary>One event of a thread's log.</summary>
public sealed record EventShape(
    string ThreadId,
    long Seq,
    string Type,
    string SenderId,
    DateTimeOffset At,
    string? ClientMessageId = null,
    string? Text = null,
    long? TargetSeq = null,
    long? ReplyTo = null,
    string? Emoji = null,
    bool? Added = null,
    AttachmentCollection? Attachments = null);

/// <summary>The answer of <c>Sync</c>.</summary>
public sealed record SyncShape(
    string Epoch,
    MeShape Me,
    IReadOnlyList<ThreadShape> Threads,
    IReadOnlyDictionary<string, IReadOnlyList<EventShape>> Events,
    IReadOnlyDictionary<string, string> States,
    string Status,
    string? NextPage = null);

/// <summary>The answer of <c>SendMessage</c>, <c>EditMessage</c>, <c>DeleteMessage</c> and <c>React</c>.</summary>
public sealed record AckShape(long Seq, DateTimeOffset SentAt, bool Duplicate);

/// <summary>The answer of <c>GetHistory</c>.</summary>
public sealed record HistoryShape(IReadOnlyList<MessageShape> Messages, bool HasBefore, bool HasAfter);

/// <summary>The answer of <c>MarkDelivered</c>.</summary>
public sealed record DeliveredShape(long DeliveredSeq);

/// <summary>The answer of <c>MarkRead</c>.</summary>
public sealed record ReadShape(long ReadSeq, long Unread);

/// <summary>Somebody's presence, in answers and pushes.</summary>
public sealed record PresenceShape(string UserId, bool Online, DateTimeOffset? LastSeenAt = null);

/// <summary>The answer of <c>WatchPresence</c>.</summary>
public sealed record WatchShape(IReadOnlyList<PresenceShape> Users);

/// <summary>The push <c>Receipt</c>.</summary>
public sealed record ReceiptShape(
    string ThreadId, string UserId, long DeliveredSeq, long ReadSeq, long? Unread = null, long? TotalUnread = null);

/// <summary>The push <c>Typing</c>.</summary>
public sealed record TypingShape(string ThreadId, string UserId, bool Typing);

/// <summary>The push <c>ResyncRequired</c>.</summary>
public sealed record ResyncShape(string? ThreadId = null);

/// <summary>The push <c>Draining</c>.</summary>
public sealed record DrainingShape(int ReconnectAfterMs);

/// <summary>The value of a call that answers <c>{}</c>.</summary>
public sealed record EmptyShape;

/// <summary>A page of threads over HTTP.</summary>
public sealed record ThreadPageShape(IReadOnlyList<ThreadShape> Threads, string? NextCursor = null);

/// <summary>Somebody found by people search.</summary>
public sealed record PersonShape(string UserId, string Handle, string DisplayName);

/// <summary>The answer of people search.</summary>
public sealed record PeopleShape(IReadOnlyList<PersonShape> Users);

/// <summary>Somebody whom the caller has blocked.</summary>
public sealed record BlockedShape(string UserId, string Handle, string DisplayName, DateTimeOffset BlockedAt);

/// <summary>A page of the caller's blocks.</summary>
public sealed record BlockPageShape(IReadOnlyList<BlockedShape> Users, string? NextCursor = null);

/// <summary>The answer of a report.</summary>
public sealed record ReportShape(string ReportId);

/// <summary>The caller's settings.</summary>
public sealed record SettingsShape(bool SharePresence);

/// <summary>Whether others find somebody by less than the whole handle.</summary>
public sealed record FindabilityShape(bool Findable);

/// <summary>A range of a snippet.</summary>
public sealed record HighlightShape(int Start, int Length);

/// <summary>A message that a search has found.</summary>
public sealed record HitShape(MessageShape Message, string Snippet, IReadOnlyList<HighlightShape> Highlights)
{
    /// <summary>The words that are highlighted.</summary>
    public IEnumerable<string> Marked => Highlights.Select(range => Snippet.Substring(range.Start, range.Length));
}

/// <summary>The answer of <c>SearchMessages</c>.</summary>
public sealed record SearchShape(IReadOnlyList<HitShape> Hits, string? NextCursor = null);

/// <summary>An account, as an admin sees it.</summary>
public sealed record AdminAccountShape(
    string UserId,
    string Handle,
    string DisplayName,
    string Role,
    string State,
    DateTimeOffset CreatedAt,
    string? Email = null,
    DateTimeOffset? DeactivatedAt = null,
    DateTimeOffset? SuspendedAt = null,
    DateTimeOffset? ErasedAt = null);

/// <summary>A page of accounts.</summary>
public sealed record AdminAccountPageShape(IReadOnlyList<AdminAccountShape> Users, string? NextCursor = null);

/// <summary>A session, as an admin sees it.</summary>
public sealed record AdminSessionShape(
    string SessionId,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastUsedAt,
    DateTimeOffset ExpiresAt,
    string? DeviceName = null,
    string? UserAgent = null);

/// <summary>A thread's hold on a user.</summary>
public sealed record AdminClaimShape(string ThreadId, bool Confirmed, DateTimeOffset At);

/// <summary>One user, as an admin sees them.</summary>
public sealed record AdminUserShape(
    AdminAccountShape Account,
    IReadOnlyList<AdminSessionShape> Sessions,
    IReadOnlyList<AdminClaimShape> Claims,
    IReadOnlyList<string> Gateways);

/// <summary>What freeing a user has come to.</summary>
public sealed record FreedShape(IReadOnlyList<string> Freed, IReadOnlyList<AdminClaimShape> Claims);

/// <summary>A report, as a moderator sees it.</summary>
public sealed record FiledReportShape(
    string ReportId,
    DateTimeOffset CreatedAt,
    string ReporterId,
    string UserId,
    string Reason,
    string? Text = null,
    string? ThreadId = null,
    long? Seq = null,
    DateTimeOffset? MessageAt = null,
    string? MessageText = null,
    DateTimeOffset? ResolvedAt = null,
    string? ResolvedBy = null);

/// <summary>A page of reports.</summary>
public sealed record FiledReportPageShape(IReadOnlyList<FiledReportShape> Reports, string? NextCursor = null);

/// <summary>A thread, without its messages.</summary>
public sealed record AdminThreadShape(
    string ThreadId, IReadOnlyList<PersonShape> Members, bool Active, long LastSeq, string Shard, string? Silo = null);

/// <summary>A text that a message has had.</summary>
public sealed record TextVersionShape(long Seq, DateTimeOffset At, string? Text = null);

/// <summary>The texts that a message has had.</summary>
public sealed record TextVersionsShape(IReadOnlyList<TextVersionShape> Versions);

/// <summary>How far a message has come with somebody.</summary>
public sealed record MessageRecipientShape(
    string UserId, bool Delivered, bool Read, long DeliveredSeq, long ReadSeq, int Gateways);

/// <summary>Whether a webhook's endpoint has come past an event.</summary>
public sealed record WebhookStateShape(string Endpoint, bool Passed, bool DeadLetter);

/// <summary>What became of a message.</summary>
public sealed record MessagePathShape(
    string ThreadId,
    long Seq,
    string Type,
    string SenderId,
    DateTimeOffset At,
    string Shard,
    int Edits,
    bool Indexed,
    IReadOnlyList<MessageRecipientShape> Recipients,
    IReadOnlyList<WebhookStateShape> Webhooks,
    string? ClientMessageId = null,
    string? Silo = null,
    DateTimeOffset? EditedAt = null,
    DateTimeOffset? DeletedAt = null);

/// <summary>What fits what was asked for.</summary>
public sealed record MessagePathsShape(IReadOnlyList<MessagePathShape> Paths);

/// <summary>An entry of the audit.</summary>
public sealed record AuditEntryShape(
    string AuditId,
    DateTimeOffset At,
    string Action,
    string? ActorId = null,
    string? UserId = null,
    string? ThreadId = null,
    long? Seq = null,
    string? ReportId = null,
    string? Role = null,
    string? Reason = null);

/// <summary>A page of the audit.</summary>
public sealed record AuditPageShape(IReadOnlyList<AuditEntryShape> Entries, string? NextCursor = null);
