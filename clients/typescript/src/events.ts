import type { PresenceView, ReceiptPush, TypingPush } from "./contract.js";
import type { ChatError } from "./errors.js";
import type { Message } from "./thread.js";

/**
 * Where the connection is:
 *
 * - `signedOut`: there is no session;
 * - `offline`: a session, and nobody has called `connect`;
 * - `connecting`: on the way to the server;
 * - `syncing`: connected, catching up;
 * - `online`: everything up to now is here;
 * - `waiting`: the connection is lost; the next attempt is at `client.retryAt`.
 */
export type ConnectionState = "signedOut" | "offline" | "connecting" | "syncing" | "online" | "waiting";

/**
 * Why there is no session any more: `loggedOut` here or in another tab, `revoked` by the server (ended from another
 * device, expired, account gone), or `replaced`: another tab has signed another user in.
 */
export type SignedOutReason = "loggedOut" | "revoked" | "replaced";

/** The events of a {@link ChatClient} and what each tells. Handlers run synchronously, after the change can be read. */
export interface ChatEvents {
  /** The connection's state changed. */
  readonly state: ConnectionState;
  /** Threads came, went, or changed their order or summary (last message, unread, activity, settings, peer). */
  readonly threads: undefined;
  /** Something of this thread changed: its id. */
  readonly thread: string;
  /**
   * A stored message is new to this client: pushed, or caught up with after a lost connection; of either member, in `seq`
   * order, once. Not told for history that is loaded, nor at the first `connect` for what was there before.
   */
  readonly message: Message;
  /** The peer of a thread types, or no longer does; it ends by itself. */
  readonly typing: TypingPush;
  /** The peer of the active thread, or somebody watched, came or went. */
  readonly presence: PresenceView;
  /** A member's watermarks rose. */
  readonly receipt: ReceiptPush;
  /** The session has ended; the outbox keeps what is unsent for when the same user comes back. */
  readonly signedOut: SignedOutReason;
  /** Something went wrong that no call tells: a change that was refused after a reload, storage that fails. */
  readonly error: ChatError;
}
