import type { MessageAttachment, Refusal } from "../contract.js";

/** What is to be done in a thread. */
export type Command =
  | {
      readonly type: "send";
      readonly text?: string;
      readonly replyTo?: number;
      readonly attachments?: readonly MessageAttachment[];
    }
  | { readonly type: "edit"; readonly targetSeq: number; readonly text: string }
  | { readonly type: "delete"; readonly targetSeq: number }
  | { readonly type: "react"; readonly targetSeq: number; readonly emoji: string; readonly added: boolean };

/** A command that the server has not acknowledged. */
export interface OutboxEntry {
  readonly threadId: string;
  readonly clientMessageId: string;
  /** Entries are sent in this order. */
  readonly order: number;
  /** When it was written, by the device's clock (RFC 3339). */
  readonly writtenAt: string;
  readonly command: Command;
  /** The refusal of a message that waits for the user's word. */
  readonly failed?: Refusal;
}

/** Whose entries they are. */
export interface OutboxOwner {
  readonly server: string;
  readonly userId: string;
}

/**
 * Where commands are kept until they are acknowledged. An entry is put before it is sent and removed after its
 * acknowledgement; one that is found twice is sent twice and stored once, so that only losing one would do harm.
 */
export interface Outbox {
  /**
   * Begins for a user, and answers what is unsent of theirs and belongs to no other living client, in order. `adopted` is
   * told later of more, as when another tab has closed.
   */
  open(
    owner: OutboxOwner,
    adopted: (entries: readonly OutboxEntry[]) => void,
  ): Promise<readonly OutboxEntry[]>;
  /** Resolves once the entry would survive the end of this program, as far as this outbox survives it at all. */
  put(entry: OutboxEntry): Promise<void>;
  remove(entry: Pick<OutboxEntry, "threadId" | "clientMessageId">): Promise<void>;
  /** Removes everything of the user's that this client holds. */
  clear(): Promise<void>;
  /** Ends; what is left may be taken by others. */
  close(): Promise<void>;
}
