import type { Message, Thread } from "chat-orleans";
import { texts } from "../texts/index.js";

/** What the list of conversations says under a name. */
export interface Summary {
  readonly text: string;
  /** Whether it is happening now. */
  readonly lively: boolean;
  /** The state of the caller's own last message; absent where the last one is the peer's. */
  readonly own?: "failed" | "unsent" | "sent" | "delivered" | "read";
}

export function summaryOf(thread: Thread): Summary {
  if (thread.peerTyping) return { text: texts.list.typing, lively: true };
  const unsent = thread.messages.findLast((message) => message.state !== "sent");
  const last = unsent ?? thread.lastMessage;
  if (!last) return { text: texts.list.noMessages, lively: false };
  const text = oneLine(last);
  if (!last.mine) return { text, lively: false };
  return { text: `${texts.list.you} ${text}`, lively: false, own: receiptOf(last, thread) };
}

/** How far a message of one's own has come. */
export function receiptOf(
  message: Message,
  thread: Thread,
): "failed" | "unsent" | "sent" | "delivered" | "read" {
  if (message.state === "failed") return "failed";
  if (message.state !== "sent" || message.seq === undefined) return "unsent";
  if (message.seq <= thread.peerReadSeq) return "read";
  return message.seq <= thread.peerDeliveredSeq ? "delivered" : "sent";
}

/** A message in one line of plain text: its words, or what it brings. */
export function oneLine(message: Pick<Message, "text" | "deletedAt" | "attachments">): string {
  if (message.deletedAt !== undefined || message.text === undefined) return texts.list.deleted;
  const words = message.text.replace(/\s+/gu, " ").trim();
  if (words !== "") return words;
  const [first] = message.attachments;
  if (!first) return "";
  if (message.attachments.length > 1) return texts.list.files(message.attachments.length);
  return first.type.startsWith("image/") ? texts.list.photo : first.name;
}

/** What to call the other member: an erased account has no name left. */
export function peerName(peer: Thread["peer"]): string {
  return peer.state === "erased" ? texts.conversation.erasedName : peer.displayName;
}

/** Whether a thread's notifications are held back at a time. */
export function isMuted(thread: Thread, now: number): boolean {
  return thread.mutedUntil !== undefined && Date.parse(thread.mutedUntil) > now;
}
