import type { OutgoingItem } from "../outbox/outgoing.js";
import type { Message, MessageState, Thread } from "../thread.js";
import { withReaction } from "./reactions.js";
import type { StoredMessage } from "./message.js";
import { unreadOf } from "./threadState.js";
import type { ThreadState } from "./threadState.js";

/** A thread as it is shown: what is stored, and over it what this device is about to do. */
export function compose(state: ThreadState, items: readonly OutgoingItem[], peerTyping: boolean): Thread {
  // What is acknowledged is over as soon as its event is applied.
  const shown = items.filter((item) => item.ack === undefined || item.ack.seq > state.cursor);
  const changes = shown.filter((item) => item.entry.command.type !== "send");
  const { window } = state;
  const stored =
    changes.length === 0
      ? window.messages
      : window.messages.map((message) => overlaid(message, changes, state.self));
  const sends = window.hasAfter ? [] : shown.filter((item) => item.entry.command.type === "send");
  return {
    threadId: state.threadId,
    peer: state.peer,
    active: state.active,
    unread: unreadOf(state),
    readSeq: state.readSeq,
    peerReadSeq: state.peerReadSeq,
    peerDeliveredSeq: state.peerDeliveredSeq,
    lastSeq: state.lastSeq,
    ...(state.lastMessage === undefined
      ? {}
      : { lastMessage: overlaid(state.lastMessage, changes, state.self) }),
    archived: state.archived,
    ...(state.mutedUntil === undefined ? {} : { mutedUntil: state.mutedUntil }),
    blocked: state.blocked,
    messages: sends.length === 0 ? stored : [...stored, ...sends.map((item) => outgoing(item, state.self))],
    hasBefore: window.hasBefore,
    hasAfter: window.hasAfter,
    peerTyping,
  };
}

const STATES: Readonly<Record<OutgoingItem["state"], MessageState>> = {
  waiting: "waiting",
  sending: "sending",
  failed: "failed",
  stored: "sent",
};

/** A message of this device that is not stored yet, or whose event has not come yet. */
export function outgoing(item: OutgoingItem, self: string): Message {
  const { entry, ack } = item;
  const command = entry.command.type === "send" ? entry.command : undefined;
  return {
    threadId: entry.threadId,
    ...(ack === undefined ? {} : { seq: ack.seq }),
    senderId: self,
    at: ack?.sentAt ?? entry.writtenAt,
    clientMessageId: entry.clientMessageId,
    text: command?.text ?? "",
    ...(command?.replyTo === undefined ? {} : { replyTo: command.replyTo }),
    reactions: [],
    attachments: command?.attachments ?? [],
    system: false,
    mine: true,
    state: STATES[item.state],
    changing: false,
    ...(item.error === undefined ? {} : { error: item.error }),
  };
}

function overlaid(message: StoredMessage, changes: readonly OutgoingItem[], self: string): Message {
  let shown: Message = message;
  for (const { entry } of changes) {
    const { command } = entry;
    if (command.type === "send" || command.targetSeq !== message.seq) continue;
    shown = { ...changed(shown, command, self, entry.writtenAt), changing: true };
  }
  return shown;
}

function changed(
  message: Message,
  command: Exclude<OutgoingItem["entry"]["command"], { readonly type: "send" }>,
  self: string,
  at: string,
): Message {
  if (message.deletedAt !== undefined) return message;
  switch (command.type) {
    case "edit":
      return { ...message, text: command.text, editedAt: at };
    case "delete": {
      const { text: _text, ...rest } = message;
      return { ...rest, reactions: [], attachments: [], deletedAt: at };
    }
    case "react":
      return { ...message, reactions: withReaction(message.reactions, command.emoji, self, command.added) };
  }
}
