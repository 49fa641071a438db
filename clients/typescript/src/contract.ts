// The wire contract, version 1, as docs/protocol.md tells it.
// Written from the gateway's own types by tests/Gateway.Tests/ContractTests.cs, which says how; never by hand.

/** The error codes. Branch on the code, never on the message. */
export type RefusalCode =
  | "unauthenticated"
  | "invalid_credentials"
  | "invalid_argument"
  | "not_a_member"
  | "not_the_author"
  | "deletion_disabled"
  | "blocked"
  | "thread_not_found"
  | "user_not_found"
  | "message_not_found"
  | "handle_taken"
  | "self_busy"
  | "peer_busy"
  | "thread_inactive"
  | "idempotency_mismatch"
  | "attachment_not_found"
  | "attachments_disabled"
  | "unsupported_type"
  | "quota_exceeded"
  | "too_large"
  | "account_deactivated"
  | "account_suspended"
  | "forbidden"
  | "report_not_found"
  | "session_not_found"
  | "export_not_found"
  | "reset_disabled"
  | "push_disabled"
  | "rate_limited"
  | "overloaded"
  | "unavailable";

/** Error codes that only HTTP has. */
export type ProblemCode =
  | "not_found"
  | "method_not_allowed"
  | "origin_not_allowed"
  | "insufficient_scope"
  | "internal";

/** What an event of a thread's log says. The numbers are stored; they are never reused. */
export type EventType = "message" | "opened" | "closed" | "edited" | "deleted" | "reacted" | "system";

/** Whether the other member of a thread is still there. */
export type PeerState = "present" | "deactivated" | "erased";

/** Why somebody is reported. The numbers are stored; they are never reused. */
export type ReportReason =
  | "spam"
  | "harassment"
  | "hate"
  | "violence"
  | "sexual"
  | "selfHarm"
  | "impersonation"
  | "illegal"
  | "other";

/** How complete a part of a catch-up is. */
export type SyncState = "complete" | "more" | "reset";

/**
 * What somebody may do beside talking; each may do what the one before may. The numbers are stored and never
 * reused.
 */
export type UserRole = "user" | "moderator" | "admin";

/** The argument of `ArchiveThread`. */
export interface ArchiveThreadRequest {
  /** The thread. */
  readonly threadId: string;
  /** Whether to put it away. */
  readonly archived: boolean;
}

/** An upload that comes with a message. */
export interface AttachmentReference {
  /** What the upload's answer called it. */
  readonly attachmentId: string;
}

/** A small image of an attachment, made by its sender. Its bytes are fetched like those of an attachment. */
export interface AttachmentThumbnail {
  /** What its bytes are fetched by. */
  readonly attachmentId: string;
  /** The media type, as its bytes say: an image. */
  readonly type: string;
  /** How many bytes it has. */
  readonly size: number;
  /** Its width as it is shown, in pixels. */
  readonly width: number;
  /** Its height as it is shown, in pixels. */
  readonly height: number;
}

/** A page of the people whom somebody has blocked. */
export interface BlockPage {
  /** The people, the last one blocked first. */
  readonly users: readonly BlockedUser[];
  /** Where the next page begins; absent on the last one. */
  readonly nextCursor?: string;
}

/** The argument of `BlockUser`. */
export interface BlockUserRequest {
  /** Whom. */
  readonly userId: string;
  /** Whether to block them, or to take that back. */
  readonly blocked: boolean;
}

/** Somebody whom the caller has blocked. */
export interface BlockedUser {
  /** The user. */
  readonly userId: string;
  /** The handle, as written at registration; the user id where the account is erased. */
  readonly handle: string;
  /** The name to show. */
  readonly displayName: string;
  /** When the block began. */
  readonly blockedAt: string;
}

/** A new password. */
export interface ChangePasswordRequest {
  /** The password until now. */
  readonly currentPassword: string;
  /** 8 to 256 characters. */
  readonly newPassword: string;
}

/** An RFC 9457 problem document with the code and the extra fields of the wire contract. */
export interface ChatProblem {
  /** The problem's kind; `about:blank` means that status and code say it. */
  readonly type: string;
  /** The status in words. */
  readonly title: string;
  /** The HTTP status. */
  readonly status: number;
  /** The error code to branch on. */
  readonly code: string;
  /** A sentence for the developer of the client. */
  readonly detail: string;
  /** The argument at fault; empty when the body itself is malformed. */
  readonly field?: string;
  /** Every error of every field of a form. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  /** With `self_busy`: the caller's active thread. */
  readonly activeThreadId?: string;
  /** With `idempotency_mismatch`: the seq stored under the id. */
  readonly seq?: number;
  /** With `too_large`: the limit that was exceeded. */
  readonly limit?: number;
  /** When to come again, in milliseconds; the header `Retry-After` says it in whole seconds. */
  readonly retryAfterMs?: number;
}

/** The argument of `CloseThread`. */
export interface CloseThreadRequest {
  /** The thread. */
  readonly threadId: string;
}

/** The wish to leave. */
export interface DeactivateRequest {
  /** The caller's password. */
  readonly password: string;
}

/** The argument of `DeleteMessage`. */
export interface DeleteMessageRequest {
  /** The thread. */
  readonly threadId: string;
  /** The author's id of the deletion; a retry carries the same. */
  readonly clientMessageId: string;
  /** The message. */
  readonly targetSeq: number;
}

/** The value of `MarkDelivered`. */
export interface DeliveredAnswer {
  /** The stored watermark. */
  readonly deliveredSeq: number;
}

/** The payload of `Draining`: this node is going away; nothing is lost. */
export interface DrainingPush {
  /** Reconnect after this long, with jitter. */
  readonly reconnectAfterMs: number;
}

/** The argument of `EditMessage`. */
export interface EditMessageRequest {
  /** The thread. */
  readonly threadId: string;
  /** The author's id of the edit; a retry carries the same. */
  readonly clientMessageId: string;
  /** The message. */
  readonly targetSeq: number;
  /** The text from now on. */
  readonly text: string;
}

/** A message's text from now on. */
export interface EditRequest {
  /**
   * 1 to 64 of A-Z a-z 0-9 _ -, unique per thread and sender, messages included. A retry carries the same and
   * gets the first answer.
   */
  readonly clientMessageId: string;
  /** At most 4,000 code points, not blank, without U+0000. */
  readonly text: string;
}

/** The wish to be erased. */
export interface EraseRequest {
  /** The caller's password. */
  readonly password: string;
}

/** The caller's export. */
export interface ExportAnswer {
  /** The export. */
  readonly exportId: string;
  /** `pending` while it is being made, `ready` when it can be read. */
  readonly state: string;
  /** When it was asked for. */
  readonly requestedAt: string;
  /** Until when it can be read. */
  readonly expiresAt?: string;
  /** Its files. */
  readonly files?: readonly ExportFileAnswer[];
}

/** A file of an export. */
export interface ExportFileAnswer {
  /** `json`, for programs, or `html`, for people. */
  readonly format: string;
  /** How long it is, in bytes. */
  readonly size: number;
  /** Where it is read, with the access token. */
  readonly path: string;
}

/** Whether a user is found by others who know less than the whole handle. */
export interface Findability {
  /** True unless the user says otherwise. */
  readonly findable: boolean;
}

/** Whose password was forgotten. */
export interface ForgotPasswordRequest {
  /** A handle, or the mail address of an account. */
  readonly name: string;
}

/** The argument of `GetHistory`: at most one of the three positions; without one the newest page. */
export interface GetHistoryRequest {
  /** The thread. */
  readonly threadId: string;
  /** Messages below this seq. */
  readonly before?: number;
  /** Messages above this seq. */
  readonly after?: number;
  /** Messages on both sides of this seq, it included. */
  readonly around?: number;
  /** 1 to 100; 25 when absent. */
  readonly limit?: number;
}

/** A range of a snippet, in UTF-16 code units. */
export interface Highlight {
  /** Where it begins. */
  readonly start: number;
  /** How long it is. */
  readonly length: number;
}

/** A page of messages, ascending by seq. */
export interface HistoryPage {
  /** The messages. */
  readonly messages: readonly Message[];
  /** Whether older ones exist. */
  readonly hasBefore: boolean;
  /** Whether newer ones exist. */
  readonly hasAfter: boolean;
}

/** A login by a host application's word. */
export interface HostLoginRequest {
  /** A JWT that the host has signed. */
  readonly token: string;
  /** What to call this device in the list of sessions; 1 to 64 characters. */
  readonly deviceName?: string;
}

/** A login. */
export interface LoginRequest {
  /** The handle, compared without case. */
  readonly handle: string;
  /** The password. */
  readonly password: string;
  /** What to call this device in the list of sessions; 1 to 64 characters. */
  readonly deviceName?: string;
  /** Whether to come back to an account that was deactivated. */
  readonly reactivate?: boolean;
}

/** The argument of `MarkDelivered` and `MarkRead`. */
export interface MarkRequest {
  /** The thread. */
  readonly threadId: string;
  /** The new watermark. */
  readonly seq: number;
}

/** The caller, as shown to the caller. */
export interface Me {
  /** The user. */
  readonly userId: string;
  /** The handle, as written at registration. */
  readonly handle: string;
  /** The name to show. */
  readonly displayName: string;
  /** The thread with a confirmed claim; the newest one where several are allowed. */
  readonly activeThreadId?: string;
}

/** A message as history shows it: as it is now. */
export interface Message {
  /** The thread. */
  readonly threadId: string;
  /** The place in the thread's log. */
  readonly seq: number;
  /** Who sent it; `u_00000000000000000000000000000000` for a message from the host application. */
  readonly senderId: string;
  /** When the thread took it, UTC, whole milliseconds. */
  readonly at: string;
  /** The sender's id of the message. */
  readonly clientMessageId: string;
  /** The text, as the last edit left it; empty where it is nothing but attachments, absent once deleted. */
  readonly text?: string;
  /** When it was last edited. */
  readonly editedAt?: string;
  /** When it was deleted. What stays is the place. */
  readonly deletedAt?: string;
  /** The earlier message that it answers. */
  readonly replyTo?: number;
  /** The reactions, grouped, in the order in which the first of each came; absent when there are none. */
  readonly reactions?: readonly Reaction[];
  /** `system` for a message from the host application; absent for a person's. */
  readonly type?: EventType;
  /** The files that came with it; absent when there are none, and once deleted. */
  readonly attachments?: readonly MessageAttachment[];
}

/** A file that comes with a message, or is about to. Its bytes are fetched by its id. */
export interface MessageAttachment {
  /** The attachment. */
  readonly attachmentId: string;
  /** What its sender calls it: a file name without folders. */
  readonly name: string;
  /** The media type, as its bytes say. */
  readonly type: string;
  /** How many bytes it has. */
  readonly size: number;
  /** Of an image: its width as it is shown, in pixels. */
  readonly width?: number;
  /** Of an image: its height as it is shown, in pixels. */
  readonly height?: number;
  /** A small image of it, where its sender made one. */
  readonly thumbnail?: AttachmentThumbnail;
}

/** How long a thread is muted. */
export interface MuteRequest {
  /** Until when; for good when absent. */
  readonly until?: string;
}

/** The argument of `MuteThread`. */
export interface MuteThreadRequest {
  /** The thread. */
  readonly threadId: string;
  /** Whether to mute it, or to take that back. */
  readonly muted: boolean;
  /** Until when; for good when absent. */
  readonly until?: string;
}

/** The value of a command that succeeds without one: `{}` on the wire. */
export type Nothing = Readonly<Record<string, never>>;

/** A thread to open. */
export interface OpenRequest {
  /** The other person: a handle or a user id. */
  readonly with: string;
}

/** The argument of `OpenThread`. */
export interface OpenThreadRequest {
  /** The other person: a handle or a user id. */
  readonly with: string;
  /** Whether to close the caller's current thread for it; false when absent. */
  readonly closeCurrent?: boolean;
}

/** The other member of a thread, as seen by one. */
export interface Peer {
  /** The user. */
  readonly userId: string;
  /** The handle, as written at registration. */
  readonly handle: string;
  /** The name to show. */
  readonly displayName: string;
  /** Whether a connection holds a lease now. */
  readonly online: boolean;
  /** When the last connection went away; absent when never seen or not shared. */
  readonly lastSeenAt?: string;
  /** Whether they are still there; absent when they are. */
  readonly state?: PeerState;
}

/** What a people search found. There are no further pages: whoever is not on it is found by more letters. */
export interface PeoplePage {
  /** The accounts: the exact handle, then by handle, then by name. */
  readonly users: readonly Profile[];
}

/** The value of `WatchPresence`. */
export interface PresenceAnswer {
  /** Those who share a thread with the caller; others are left out. */
  readonly users: readonly PresenceView[];
}

/** Whether somebody is online. An absolute value. */
export interface PresenceView {
  /** The user. */
  readonly userId: string;
  /** Whether a connection holds a lease. */
  readonly online: boolean;
  /** When the last connection went away; absent when never seen or not shared. */
  readonly lastSeenAt?: string;
}

/** An account, as shown to anybody. */
export interface Profile {
  /** The user. */
  readonly userId: string;
  /** The handle, as written at registration. */
  readonly handle: string;
  /** The name to show. */
  readonly displayName: string;
}

/** What a browser subscribes with: the server's public key (RFC 8292), the same for all devices. */
export interface PushKey {
  /** The uncompressed point on P-256, 65 bytes, in base64url without padding. */
  readonly publicKey: string;
}

/** The keys of a browser's push subscription, in base64url. */
export interface PushKeys {
  /** The public key. */
  readonly p256dh: string;
  /** The authentication secret. */
  readonly auth: string;
}

/** A device's subscription to Web Push, as a browser's `PushSubscription` writes itself. */
export interface PushRequest {
  /** Where its push service takes messages for it. */
  readonly endpoint: string;
  /** What messages are encrypted for, in base64url. */
  readonly keys: PushKeys;
  /** When the subscription ends, in milliseconds since 1970; absent where it does not. */
  readonly expirationTime?: number;
}

/** The argument of `React`. */
export interface ReactRequest {
  /** The thread. */
  readonly threadId: string;
  /** The caller's id of the command; a retry carries the same. */
  readonly clientMessageId: string;
  /** The message. */
  readonly targetSeq: number;
  /** One of the reactions that are offered. */
  readonly emoji: string;
  /** Whether it joins; otherwise it is withdrawn. */
  readonly added: boolean;
}

/** One kind of reaction to a message, and whose it is. */
export interface Reaction {
  /** What it is. */
  readonly emoji: string;
  /** Who reacted so, in the order in which they did. */
  readonly userIds: readonly string[];
}

/** The value of `MarkRead`. */
export interface ReadAnswer {
  /** The stored watermark. */
  readonly readSeq: number;
  /** The thread's unread count, absolute. */
  readonly unread: number;
}

/** The payload of `Receipt`. */
export interface ReceiptPush {
  /** The thread. */
  readonly threadId: string;
  /** Whose watermarks they are. */
  readonly userId: string;
  /** The delivered watermark. */
  readonly deliveredSeq: number;
  /** The read watermark. */
  readonly readSeq: number;
  /** To the user's own devices: the thread's unread count. */
  readonly unread?: number;
  /** To the user's own devices: the unread count of all threads. */
  readonly totalUnread?: number;
}

/** A refresh token to exchange. */
export interface RefreshRequest {
  /** The token of the last answer. It works once; used again it ends the session. */
  readonly refreshToken: string;
}

/** An expected refusal, with a code of the wire contract. Refusals are values; exceptions are faults. */
export interface Refusal {
  /** One of `RefusalCode`. */
  readonly code: string;
  /** A sentence for the developer of the client; never shown data of other people. */
  readonly message: string;
  /** The argument at fault, in the wire's spelling; empty when the body itself is malformed. */
  readonly field?: string;
  /** With `self_busy`: the caller's active thread. */
  readonly activeThreadId?: string;
  /** With `idempotency_mismatch`: the seq stored under the id. */
  readonly seq?: number;
  /** With `too_large`: the limit that was exceeded. */
  readonly limit?: number;
  /** When to come again, in milliseconds. */
  readonly retryAfterMs?: number;
  /** For forms: every error of every field at once. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

/** An account to create. */
export interface RegisterRequest {
  /** 3 to 32 of A-Z a-z 0-9 and the full stop; unique without case. */
  readonly handle: string;
  /** 8 to 256 characters. */
  readonly password: string;
  /** 1 to 64 characters; the handle when absent. */
  readonly displayName?: string;
  /** A mail address. */
  readonly email?: string;
  /** What to call this device in the list of sessions; 1 to 64 characters. */
  readonly deviceName?: string;
}

/** The answer of a report. */
export interface ReportAnswer {
  /** What the report is called. */
  readonly reportId: string;
}

/** A report about somebody. */
export interface ReportRequest {
  /** Whom: a user id. */
  readonly userId: string;
  /** The thread of the two, where it is about what happened there. */
  readonly threadId?: string;
  /** A message of theirs in that thread. */
  readonly seq?: number;
  /** spam, harassment, hate, violence, sexual, selfHarm, impersonation, illegal or other. */
  readonly reason: ReportReason;
  /** What there is to add, at most 1,000 code points. */
  readonly text?: string;
}

/** The argument of `ReportUser`. */
export interface ReportUserRequest {
  /** Whom. */
  readonly userId: string;
  /** The thread of the two, where it is about what happened there. */
  readonly threadId?: string;
  /** The message in it. */
  readonly seq?: number;
  /** Why: one of the fixed list. */
  readonly reason: ReportReason;
  /** What there is to add. */
  readonly text?: string;
}

/** A new password for who has a token. */
export interface ResetPasswordRequest {
  /** The token that the mail shows. It works once. */
  readonly token: string;
  /** 8 to 256 characters. */
  readonly newPassword: string;
}

/** The payload of `ResyncRequired`: call `Sync`. */
export interface ResyncPush {
  /** The thread whose pushes were lost; absent when it may be any. */
  readonly threadId?: string;
}

/** A message that matches. */
export interface SearchHit {
  /** The message as it is now, without its reactions. */
  readonly message: Message;
  /** The part of its text that shows the match. Plain text, never markup. */
  readonly snippet: string;
  /** Where in the snippet the words are that were looked for, ascending; they don't overlap. */
  readonly highlights: readonly Highlight[];
}

/** The argument of `SearchMessages`. */
export interface SearchMessagesRequest {
  /** What to look for, 1 to 256 characters. */
  readonly query: string;
  /** The one thread to search; all when absent. */
  readonly threadId?: string;
  /** 1 to 50; 20 when absent. */
  readonly limit?: number;
  /** The last answer's `nextCursor`. */
  readonly cursor?: string;
}

/** A page of messages that match, best first, of the equally good the newest. */
export interface SearchPage {
  /** The hits. */
  readonly hits: readonly SearchHit[];
  /** The next page, if there is one. */
  readonly nextCursor?: string;
}

/** The acknowledgement of a message: it is durable. A retry gets the first answer with `duplicate`. */
export interface SendAck {
  /** The message's place in the thread's log. */
  readonly seq: number;
  /** The event's `at`. */
  readonly sentAt: string;
  /** Whether the message was stored by an earlier call. */
  readonly duplicate: boolean;
}

/** The argument of `SendMessage`. */
export interface SendMessageRequest {
  /** The thread. */
  readonly threadId: string;
  /** The sender's id of the message; a retry carries the same. */
  readonly clientMessageId: string;
  /** The text; only with attachments it may be missing or empty. */
  readonly text?: string;
  /** The earlier message of the thread that it answers. */
  readonly replyTo?: number;
  /** The sender's uploads to the thread that come with it. */
  readonly attachments?: readonly AttachmentReference[];
}

/** A message to send. */
export interface SendRequest {
  /**
   * 1 to 64 of A-Z a-z 0-9 _ -, unique per thread and sender. A retry carries the same and gets the first
   * answer.
   */
  readonly clientMessageId: string;
  /**
   * At most 4,000 code points, not blank, without U+0000. Only with attachments it may be missing or empty.
   */
  readonly text?: string;
  /** The message of the same thread that it answers. */
  readonly replyTo?: number;
  /** The caller's uploads to the thread that come with it, at most 10. */
  readonly attachments?: readonly AttachmentReference[];
}

/** One session (device) of the caller. */
export interface SessionAnswer {
  /** Its id, which opens nothing: 32 hexadecimal digits. */
  readonly sessionId: string;
  /** What the client calls the device. */
  readonly deviceName?: string;
  /** What the client calls itself, at most 200 characters of it. */
  readonly userAgent?: string;
  /** When the session began. */
  readonly createdAt: string;
  /** When it began or was refreshed last. */
  readonly lastUsedAt: string;
  /** When it ends if it is not refreshed. */
  readonly expiresAt: string;
  /** Whether it is the session of this very call. */
  readonly current: boolean;
}

/** The caller's sessions. */
export interface SessionsAnswer {
  /** The sessions, the last used first; the latest 200. */
  readonly sessions: readonly SessionAnswer[];
}

/** The argument of `SetPrivacy`. */
export interface SetPrivacyRequest {
  /** Whether others may see when the caller is there. */
  readonly sharePresence: boolean;
}

/** The argument of `SetTyping`. */
export interface SetTypingRequest {
  /** The thread. */
  readonly threadId: string;
  /** Whether the caller types. */
  readonly typing: boolean;
}

/** What of the caller's settings is to change; what is absent stays. */
export interface SettingsRequest {
  /** Whether others may see when the caller is there. */
  readonly sharePresence?: boolean;
}

/** The answer of registering, logging in and refreshing. It holds secrets: it is never logged. */
export interface SignedIn {
  /** The user. */
  readonly userId: string;
  /** The handle, as written at registration. */
  readonly handle: string;
  /** Goes into the header `Authorization: Bearer …`. */
  readonly accessToken: string;
  /** When the access token ends. */
  readonly accessTokenExpiresAt: string;
  /** Exchange it once for new tokens, within 30 days. */
  readonly refreshToken: string;
  /** What the access token lets its holder do beside talking; absent for most. */
  readonly role?: UserRole;
}

/** A catch-up: one snapshot that states what it is. */
export interface SyncAnswer {
  /** Names one history of the database. */
  readonly epoch: string;
  /** The caller. */
  readonly me: Me;
  /** A page of the caller's threads, newest activity first. */
  readonly threads: readonly ThreadView[];
  /** Events after each cursor, in order. */
  readonly events: Readonly<Record<string, readonly ThreadEvent[]>>;
  /** How complete each thread with a cursor is; unknown ids are left out. */
  readonly states: Readonly<Record<string, SyncState>>;
  /** How complete the whole is. */
  readonly status: SyncState;
  /** The next page of threads, if there is one. */
  readonly nextPage?: string;
}

/** The argument of `Sync`. */
export interface SyncRequest {
  /** The epoch of the last answer; absent on the first call. */
  readonly epoch?: string;
  /** The last seq held, by thread; 0 means from the start. */
  readonly cursors: Readonly<Record<string, number>>;
  /** The `nextPage` of the last answer; absent for the first page. */
  readonly page?: string;
}

/**
 * One durable change of a thread. A thread's events are numbered 1, 2, 3, … without gaps; both members see
 * the same events in the same order, and `at` never goes back within a thread.
 */
export interface ThreadEvent {
  /** The thread. */
  readonly threadId: string;
  /** The place in the thread's log, from 1, below 2^53. */
  readonly seq: number;
  /** What happened. */
  readonly type: EventType;
  /** The member who did it; `u_00000000000000000000000000000000` where no person did. */
  readonly senderId: string;
  /** When the thread took it, UTC, whole milliseconds. */
  readonly at: string;
  /** The sender's id of the command; unique per thread and sender. Absent on opening and closing. */
  readonly clientMessageId?: string;
  /**
   * The text of a message, or its text after an edit; empty where a message is nothing but attachments.
   * Absent once the message is deleted.
   */
  readonly text?: string;
  /** The message that was edited, deleted or reacted to. */
  readonly targetSeq?: number;
  /** Of a message: the earlier one that it answers. */
  readonly replyTo?: number;
  /** Of a reaction: what it is. */
  readonly emoji?: string;
  /** Of a reaction: whether it joined; otherwise it was withdrawn. */
  readonly added?: boolean;
  /** Of a message: the files that come with it. Absent once the message is deleted. */
  readonly attachments?: readonly MessageAttachment[];
}

/** A page of a user's threads, newest activity first. */
export interface ThreadPage {
  /** The threads. */
  readonly threads: readonly ThreadView[];
  /** The next page, if there is one. */
  readonly nextCursor?: string;
}

/** A thread as one of its members sees it (`Thread` on the wire). Read in one snapshot of the database. */
export interface ThreadView {
  /** The thread. */
  readonly threadId: string;
  /** The other member. */
  readonly peer: Peer;
  /** Whether the thread takes messages. */
  readonly active: boolean;
  /** The seq of the last event; 0 when there is none. */
  readonly lastSeq: number;
  /** The last message, if any. */
  readonly lastMessage?: Message;
  /**
   * How many messages of the peer stand above `readSeq` that are not deleted; none while the peer is blocked.
   * Absolute, never a difference.
   */
  readonly unread: number;
  /** One's own read watermark. */
  readonly readSeq: number;
  /** The peer's read watermark. */
  readonly peerReadSeq: number;
  /** The peer's delivered watermark. */
  readonly peerDeliveredSeq: number;
  /** Whether the member has put the thread away; a new message brings it back. */
  readonly archived: boolean;
  /**
   * Until when the member wants no notifications of it; absent when they do, `9999-12-31T23:59:59.999Z` for
   * good.
   */
  readonly mutedUntil?: string;
  /** Whether the member has blocked the peer. */
  readonly blocked: boolean;
}

/** A one-use ticket for a connection. A secret: it is never logged. */
export interface TicketAnswer {
  /** Goes into the hub's query string as `access_token`, or into its `Authorization` header. */
  readonly ticket: string;
  /** When it is void. */
  readonly expiresAt: string;
}

/** The payload of `Typing`. */
export interface TypingPush {
  /** The thread. */
  readonly threadId: string;
  /** Who types, or no longer does. */
  readonly userId: string;
  /** Whether. */
  readonly typing: boolean;
}

/** What a user has chosen. */
export interface UserSettings {
  /** Whether others learn of this user's presence and last seen. */
  readonly sharePresence: boolean;
}

/** The argument of `WatchPresence`. */
export interface WatchPresenceRequest {
  /** At most 100 user ids; replaces the last list. */
  readonly userIds: readonly string[];
}

/** Argument and value of each hub method. */
export interface HubMethods {
  readonly Sync: readonly [SyncRequest, SyncAnswer];
  readonly OpenThread: readonly [OpenThreadRequest, ThreadView];
  readonly CloseThread: readonly [CloseThreadRequest, ThreadView];
  readonly ArchiveThread: readonly [ArchiveThreadRequest, ThreadView];
  readonly SendMessage: readonly [SendMessageRequest, SendAck];
  readonly EditMessage: readonly [EditMessageRequest, SendAck];
  readonly DeleteMessage: readonly [DeleteMessageRequest, SendAck];
  readonly React: readonly [ReactRequest, SendAck];
  readonly GetHistory: readonly [GetHistoryRequest, HistoryPage];
  readonly SearchMessages: readonly [SearchMessagesRequest, SearchPage];
  readonly MarkDelivered: readonly [MarkRequest, DeliveredAnswer];
  readonly MarkRead: readonly [MarkRequest, ReadAnswer];
  readonly SetTyping: readonly [SetTypingRequest, Nothing];
  readonly WatchPresence: readonly [WatchPresenceRequest, PresenceAnswer];
  readonly MuteThread: readonly [MuteThreadRequest, ThreadView];
  readonly BlockUser: readonly [BlockUserRequest, Nothing];
  readonly ReportUser: readonly [ReportUserRequest, ReportAnswer];
  readonly SetPrivacy: readonly [SetPrivacyRequest, UserSettings];
}

/** Payload of each hub event. */
export interface HubEvents {
  readonly Event: ThreadEvent;
  readonly ThreadChanged: ThreadView;
  readonly Receipt: ReceiptPush;
  readonly Typing: TypingPush;
  readonly Presence: PresenceView;
  readonly ResyncRequired: ResyncPush;
  readonly Draining: DrainingPush;
}
