import type * as Wire from "../contract.js";
import type { Message } from "../thread.js";
import { withReaction } from "./reactions.js";

/** A message that the server has stored. */
export interface StoredMessage extends Message {
  readonly seq: number;
}

const NOTHING = Object.freeze([]);

/** A message as history shows it. */
export function ofHistory(message: Wire.Message, self: string): StoredMessage {
  const system = message.type === "system";
  return {
    threadId: message.threadId,
    seq: message.seq,
    senderId: message.senderId,
    at: message.at,
    clientMessageId: message.clientMessageId,
    ...(message.text === undefined ? {} : { text: message.text }),
    ...(message.editedAt === undefined ? {} : { editedAt: message.editedAt }),
    ...(message.deletedAt === undefined ? {} : { deletedAt: message.deletedAt }),
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    reactions: message.reactions ?? NOTHING,
    attachments: message.attachments ?? NOTHING,
    system,
    mine: !system && message.senderId === self,
    state: "sent",
    changing: false,
  };
}

/** A message as its event tells it. */
export function ofEvent(event: Wire.ThreadEvent, self: string): StoredMessage {
  const { threadId, seq, senderId, at, text, replyTo, attachments } = event;
  return ofHistory(
    {
      threadId,
      seq,
      senderId,
      at,
      clientMessageId: event.clientMessageId ?? "",
      ...(text === undefined ? {} : { text }),
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(attachments === undefined ? {} : { attachments }),
      ...(event.type === "system" ? { type: event.type } : {}),
    },
    self,
  );
}

/** Whether the event changes a message that stands already. */
export function isChange(event: Wire.ThreadEvent): boolean {
  return event.type === "edited" || event.type === "deleted" || event.type === "reacted";
}

/**
 * A message after an event that names it. It may be ahead of the event, when it comes from a page of history that was read
 * later: then the event, and those that follow it, lead to the same message again.
 */
export function withChange(message: StoredMessage, event: Wire.ThreadEvent): StoredMessage {
  switch (event.type) {
    case "edited":
      return withEdit(message, event);
    case "deleted": {
      const { text: _text, ...rest } = message;
      return { ...rest, reactions: NOTHING, attachments: NOTHING, deletedAt: event.at };
    }
    case "reacted":
      if (message.deletedAt !== undefined || event.emoji === undefined) return message;
      return {
        ...message,
        reactions: withReaction(message.reactions, event.emoji, event.senderId, event.added === true),
      };
    default:
      return message;
  }
}

/** Without a text the event is of a message that was deleted afterwards; a text that is gone does not come back. */
function withEdit(message: StoredMessage, event: Wire.ThreadEvent): StoredMessage {
  if (message.editedAt !== undefined && message.editedAt > event.at) return message;
  const edited = { ...message, editedAt: event.at };
  const standing = message.text !== undefined && message.deletedAt === undefined;
  return standing && event.text !== undefined ? { ...edited, text: event.text } : edited;
}
