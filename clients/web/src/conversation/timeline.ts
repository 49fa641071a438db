import type { Message } from "chat-orleans";
import { startOfDay } from "../texts/times.js";

/** A row of a day: where the unread messages begin, or a message in its group. */
export type Row =
  | { readonly kind: "unread"; readonly key: string }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: Message;
      /** Whether it is the first of its sender's messages in a row. */
      readonly opensGroup: boolean;
      /** Whether it is the last one. */
      readonly closesGroup: boolean;
    };

/** The messages of one calendar day, under its heading. */
export interface Day {
  readonly key: string;
  readonly at: Date;
  readonly rows: readonly Row[];
}

/** The key of the row above which everything is read. */
export const unreadKey = "unread";

/** Messages of one sender that follow each other sooner than this form a group. */
const groupGap = 4 * 60 * 1000;

/** The key of a message's row: the same before and after it was stored, so that its element stays. */
export function messageKey(message: Message): string {
  return message.clientMessageId === ""
    ? `seq/${String(message.seq)}`
    : `${message.senderId}/${message.clientMessageId}`;
}

/**
 * Lays messages out by day and sender.
 * @param unreadAfter The `seq` that was read last when the conversation was opened: the peer's first message above it gets
 * the divider. Undefined for none.
 */
export function timeline(messages: readonly Message[], unreadAfter: number | undefined): readonly Day[] {
  const days: { key: string; at: Date; rows: Row[] }[] = [];
  const dividerAt =
    unreadAfter === undefined ? -1 : messages.findIndex((message) => isUnread(message, unreadAfter));
  const starts = messages.map((message) => startOfDay(new Date(message.at)));
  /** Whether a message continues what is before it: the same day, the same sender, soon after. */
  const continues = (index: number): boolean => {
    const message = messages[index];
    const previous = messages[index - 1];
    return (
      message !== undefined &&
      previous !== undefined &&
      starts[index] === starts[index - 1] &&
      index !== dividerAt &&
      together(previous, message)
    );
  };

  for (const [index, message] of messages.entries()) {
    const start = starts[index] ?? 0;
    if (index === 0 || starts[index - 1] !== start) {
      // A device whose clock is wrong may come back to a day: its messages get a heading of their own.
      const again = days.filter((day) => startOfDay(day.at) === start).length;
      days.push({ key: `${String(start)}/${String(again)}`, at: new Date(start), rows: [] });
    }
    const rows = days.at(-1)?.rows ?? [];
    if (index === dividerAt) rows.push({ kind: "unread", key: unreadKey });
    rows.push({
      kind: "message",
      key: messageKey(message),
      message,
      opensGroup: !continues(index),
      closesGroup: !continues(index + 1),
    });
  }
  return days;
}

/** Whether it is a message of the peer beyond what was read. */
export function isUnread(message: Message, readSeq: number): boolean {
  return !message.mine && !message.system && message.seq !== undefined && message.seq > readSeq;
}

function together(one: Message, other: Message): boolean {
  if (one.system || other.system || one.senderId !== other.senderId) return false;
  return Math.abs(Date.parse(other.at) - Date.parse(one.at)) < groupGap;
}
