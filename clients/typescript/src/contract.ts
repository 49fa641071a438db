// The wire contract, version 1, as docs/protocol.md tells it. A test of the server holds this file against its own types.

/** Code of a refusal. Branch on it, never on the message. */
export type RefusalCode =
  | "unauthenticated"
  | "invalid_credentials"
  | "invalid_argument"
  | "account_deactivated"
  | "account_suspended"
  | "forbidden"
  | "reset_disabled"
  | "push_disabled"
  | "not_a_member"
  | "not_the_author"
  | "deletion_disabled"
  | "attachments_disabled"
  | "blocked"
  | "thread_not_found"
  | "user_not_found"
  | "session_not_found"
  | "report_not_found"
  | "export_not_found"
  | "message_not_found"
  | "attachment_not_found"
  | "handle_taken"
  | "self_busy"
  | "peer_busy"
  | "thread_inactive"
  | "idempotency_mismatch"
  | "quota_exceeded"
  | "too_large"
  | "unsupported_type"
  | "rate_limited"
  | "overloaded"
  | "unavailable";

/** Code that only HTTP answers have. */
export type ProblemCode =
  | "not_found"
  | "method_not_allowed"
  | "insufficient_scope"
  | "origin_not_allowed"
  | "internal";

export type EventType = "message" | "edited" | "deleted" | "reacted" | "opened" | "closed" | "system";

export type PeerState = "deactivated" | "erased";

export type SyncState = "complete" | "more" | "reset";

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

export type UserRole = "moderator" | "admin";

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly field?: string;
  readonly activeThreadId?: string;
  readonly seq?: number;
  readonly limit?: number;
  readonly retryAfterMs?: number;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
}

export interface Peer {
  readonly userId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly online: boolean;
  readonly lastSeenAt?: string;
  readonly state?: PeerState;
}

export interface Me {
  readonly userId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly activeThreadId?: string;
}

export interface Reaction {
  readonly emoji: string;
  readonly userIds: readonly string[];
}

export interface AttachmentThumbnail {
  readonly attachmentId: string;
  readonly type: string;
  readonly size: number;
  readonly width: number;
  readonly height: number;
}

export interface MessageAttachment {
  readonly attachmentId: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly width?: number;
  readonly height?: number;
  readonly thumbnail?: AttachmentThumbnail;
}

export interface Message {
  readonly threadId: string;
  readonly seq: number;
  readonly senderId: string;
  readonly at: string;
  readonly clientMessageId: string;
  readonly text?: string;
  readonly editedAt?: string;
  readonly deletedAt?: string;
  readonly replyTo?: number;
  readonly reactions?: readonly Reaction[];
  readonly type?: EventType;
  readonly attachments?: readonly MessageAttachment[];
}

export interface ThreadEvent {
  readonly threadId: string;
  readonly seq: number;
  readonly type: EventType;
  readonly senderId: string;
  readonly at: string;
  readonly clientMessageId?: string;
  readonly text?: string;
  readonly targetSeq?: number;
  readonly replyTo?: number;
  readonly emoji?: string;
  readonly added?: boolean;
  readonly attachments?: readonly MessageAttachment[];
}

export interface ThreadView {
  readonly threadId: string;
  readonly peer: Peer;
  readonly active: boolean;
  readonly lastSeq: number;
  readonly lastMessage?: Message;
  readonly unread: number;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  readonly peerDeliveredSeq: number;
  readonly archived: boolean;
  readonly mutedUntil?: string;
  readonly blocked: boolean;
}

export interface SyncRequest {
  readonly epoch?: string;
  readonly cursors: Readonly<Record<string, number>>;
  readonly page?: string;
}

export interface SyncAnswer {
  readonly epoch: string;
  readonly me: Me;
  readonly threads: readonly ThreadView[];
  readonly events: Readonly<Record<string, readonly ThreadEvent[]>>;
  readonly states: Readonly<Record<string, SyncState>>;
  readonly status: SyncState;
  readonly nextPage?: string;
}

export interface OpenThreadRequest {
  readonly with: string;
  readonly closeCurrent?: boolean;
}

export interface CloseThreadRequest {
  readonly threadId: string;
}

export interface ArchiveThreadRequest {
  readonly threadId: string;
  readonly archived: boolean;
}

export interface AttachmentReference {
  readonly attachmentId: string;
}

export interface SendMessageRequest {
  readonly threadId: string;
  readonly clientMessageId: string;
  readonly text?: string;
  readonly replyTo?: number;
  readonly attachments?: readonly AttachmentReference[];
}

export interface SendAck {
  readonly seq: number;
  readonly sentAt: string;
  readonly duplicate: boolean;
}

export interface EditMessageRequest {
  readonly threadId: string;
  readonly clientMessageId: string;
  readonly targetSeq: number;
  readonly text: string;
}

export interface DeleteMessageRequest {
  readonly threadId: string;
  readonly clientMessageId: string;
  readonly targetSeq: number;
}

export interface ReactRequest {
  readonly threadId: string;
  readonly clientMessageId: string;
  readonly targetSeq: number;
  readonly emoji: string;
  readonly added: boolean;
}

export interface GetHistoryRequest {
  readonly threadId: string;
  readonly before?: number;
  readonly after?: number;
  readonly around?: number;
  readonly limit?: number;
}

export interface HistoryPage {
  readonly messages: readonly Message[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

export interface SearchMessagesRequest {
  readonly query: string;
  readonly threadId?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

export interface Highlight {
  readonly start: number;
  readonly length: number;
}

export interface SearchHit {
  readonly message: Message;
  readonly snippet: string;
  readonly highlights: readonly Highlight[];
}

export interface SearchPage {
  readonly hits: readonly SearchHit[];
  readonly nextCursor?: string;
}

export interface MarkRequest {
  readonly threadId: string;
  readonly seq: number;
}

export interface DeliveredAnswer {
  readonly deliveredSeq: number;
}

export interface ReadAnswer {
  readonly readSeq: number;
  readonly unread: number;
}

export interface SetTypingRequest {
  readonly threadId: string;
  readonly typing: boolean;
}

export interface WatchPresenceRequest {
  readonly userIds: readonly string[];
}

export interface PresenceView {
  readonly userId: string;
  readonly online: boolean;
  readonly lastSeenAt?: string;
}

export interface PresenceAnswer {
  readonly users: readonly PresenceView[];
}

export interface MuteThreadRequest {
  readonly threadId: string;
  readonly muted: boolean;
  readonly until?: string;
}

export interface BlockUserRequest {
  readonly userId: string;
  readonly blocked: boolean;
}

export interface ReportUserRequest {
  readonly userId: string;
  readonly threadId?: string;
  readonly seq?: number;
  readonly reason: ReportReason;
  readonly text?: string;
}

export interface ReportAnswer {
  readonly reportId: string;
}

export interface SetPrivacyRequest {
  readonly sharePresence: boolean;
}

export interface UserSettings {
  readonly sharePresence: boolean;
}

export type Nothing = Readonly<Record<string, never>>;

export interface ReceiptPush {
  readonly threadId: string;
  readonly userId: string;
  readonly deliveredSeq: number;
  readonly readSeq: number;
  readonly unread?: number;
  readonly totalUnread?: number;
}

export interface TypingPush {
  readonly threadId: string;
  readonly userId: string;
  readonly typing: boolean;
}

export interface ResyncPush {
  readonly threadId?: string;
}

export interface DrainingPush {
  readonly reconnectAfterMs: number;
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

export interface RegisterRequest {
  readonly handle: string;
  readonly password: string;
  readonly displayName?: string;
  readonly email?: string;
  readonly deviceName?: string;
}

export interface LoginRequest {
  readonly handle: string;
  readonly password: string;
  readonly deviceName?: string;
  readonly reactivate?: boolean;
}

export interface HostLoginRequest {
  readonly token: string;
  readonly deviceName?: string;
}

export interface RefreshRequest {
  readonly refreshToken: string;
}

export interface SignedIn {
  readonly userId: string;
  readonly handle: string;
  readonly accessToken: string;
  readonly accessTokenExpiresAt: string;
  readonly refreshToken: string;
  readonly role?: UserRole;
}

export interface ForgotPasswordRequest {
  readonly name: string;
}

export interface ResetPasswordRequest {
  readonly token: string;
  readonly newPassword: string;
}

export interface ChangePasswordRequest {
  readonly currentPassword: string;
  readonly newPassword: string;
}

export interface DeactivateRequest {
  readonly password: string;
}

export interface EraseRequest {
  readonly password: string;
}

export interface ExportFileAnswer {
  readonly format: string;
  readonly size: number;
  readonly path: string;
}

export interface ExportAnswer {
  readonly exportId: string;
  readonly state: string;
  readonly requestedAt: string;
  readonly expiresAt?: string;
  readonly files?: readonly ExportFileAnswer[];
}

export interface SessionAnswer {
  readonly sessionId: string;
  readonly deviceName?: string;
  readonly userAgent?: string;
  readonly createdAt: string;
  readonly lastUsedAt: string;
  readonly expiresAt: string;
  readonly current: boolean;
}

export interface SessionsAnswer {
  readonly sessions: readonly SessionAnswer[];
}

export interface TicketAnswer {
  readonly ticket: string;
  readonly expiresAt: string;
}

export interface SettingsRequest {
  readonly sharePresence?: boolean;
}

export interface PushKeys {
  readonly p256dh: string;
  readonly auth: string;
}

export interface PushRequest {
  readonly endpoint: string;
  readonly keys: PushKeys;
  readonly expirationTime?: number;
}

export interface BlockedUser {
  readonly userId: string;
  readonly handle: string;
  readonly displayName: string;
  readonly blockedAt: string;
}

export interface BlockPage {
  readonly users: readonly BlockedUser[];
  readonly nextCursor?: string;
}

export interface ThreadPage {
  readonly threads: readonly ThreadView[];
  readonly nextCursor?: string;
}

export interface Profile {
  readonly userId: string;
  readonly handle: string;
  readonly displayName: string;
}

export interface PeoplePage {
  readonly users: readonly Profile[];
}

export interface Findability {
  readonly findable: boolean;
}

export interface PushKey {
  readonly publicKey: string;
}
