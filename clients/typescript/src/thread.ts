import type { MessageAttachment, Peer, Reaction } from "./contract.js";
import type { ChatError } from "./errors.js";

/**
 * How far a message has come:
 *
 * - `waiting`: kept on this device, not on its way yet (offline, or an earlier message of the thread is not stored);
 * - `sending`: on its way;
 * - `sent`: stored by the server, for good;
 * - `failed`: refused; {@link Message.error} says why. `retry` or `discard` it.
 */
export type MessageState = "waiting" | "sending" | "sent" | "failed";

/** A message as it is now, of either member, of the system, or of this device and not stored yet. Never changed in place. */
export interface Message {
  readonly threadId: string;
  /** Its place in the thread's log, from 1; absent until it is stored. */
  readonly seq?: number;
  readonly senderId: string;
  /** When the server took it; until it is stored, when it was written by this device's clock. */
  readonly at: string;
  /** Unique per thread and sender; empty for what the server wrote without one. A good key for lists, with `senderId`. */
  readonly clientMessageId: string;
  /** Absent once deleted; empty where there are only attachments. */
  readonly text?: string;
  readonly editedAt?: string;
  readonly deletedAt?: string;
  /** The `seq` of the message that it answers. */
  readonly replyTo?: number;
  readonly reactions: readonly Reaction[];
  readonly attachments: readonly MessageAttachment[];
  /** A message of the host application: nobody's. */
  readonly system: boolean;
  /** Whether the signed-in user wrote it. */
  readonly mine: boolean;
  readonly state: MessageState;
  /** Whether an edit, deletion or reaction of this device is shown that is not stored yet. */
  readonly changing: boolean;
  /** Why it failed. */
  readonly error?: ChatError;
}

/** A thread as the signed-in user sees it. Never changed in place: a changed thread is another object. */
export interface Thread {
  readonly threadId: string;
  readonly peer: Peer;
  /** Whether it takes messages. */
  readonly active: boolean;
  /** The peer's messages above {@link readSeq} that are not deleted, as the server counts them: absolute, never guessed. */
  readonly unread: number;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  readonly peerDeliveredSeq: number;
  /** The last event known of. */
  readonly lastSeq: number;
  /** The newest stored message, deleted or not, of a person; absent when there is none. */
  readonly lastMessage?: Message;
  readonly archived: boolean;
  /** Until when it is muted (RFC 3339); `9999-12-31T23:59:59.999Z` for good. May have passed. */
  readonly mutedUntil?: string;
  /** Whether the signed-in user has blocked the peer. */
  readonly blocked: boolean;
  /**
   * What is held, ascending: a window of the stored messages without gaps, up to the newest one unless {@link hasAfter};
   * behind them, unless {@link hasAfter}, those of this device that are not stored yet. Empty until `loadBefore` or `loadAround`.
   */
  readonly messages: readonly Message[];
  /** Whether there may be older messages than those held. */
  readonly hasBefore: boolean;
  /** Whether there are newer messages than those held: only after `loadAround` in the middle of a thread. */
  readonly hasAfter: boolean;
  readonly peerTyping: boolean;
}

/** What to send. Text has at most 4,000 code points and may be left out where there are attachments. */
export interface Draft {
  readonly text?: string;
  /** The `seq` of the message of the same thread that this one answers. */
  readonly replyTo?: number;
  /** 1 to 10 uploads of this thread, as `client.api.attachments.upload` answered them. */
  readonly attachments?: readonly MessageAttachment[];
  /**
   * An id of one's own instead of a random one, 1 to 64 of `A–Z a–z 0–9 _ -`: sending it twice, from wherever, sends one
   * message. With another content it is refused with `idempotency_mismatch`.
   */
  readonly clientMessageId?: string;
}

/** A command on its way to the server. */
export interface Outgoing<T = Message> {
  readonly clientMessageId: string;
  /** Kept by the outbox: from here on it survives a reload. Never rejects. */
  readonly kept: Promise<void>;
  /**
   * Resolves once the server has stored it, which may be after days offline; rejects with a {@link ChatError} when it is
   * refused for good or discarded. Nobody has to listen: an unheard rejection is no unhandled one.
   */
  readonly settled: Promise<T>;
}
