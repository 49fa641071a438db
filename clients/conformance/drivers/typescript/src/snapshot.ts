import type { ConnectionState, Contract, Message, SignedOutReason, Thread } from "chat-orleans";

/** All that a person could see of a device. */
export interface Snapshot {
  readonly state: ConnectionState;
  readonly signedOut?: SignedOutReason;
  /** Codes of what the application was told that went wrong. */
  readonly errors: readonly string[];
  /** By thread: the seqs of the messages that the application was told of, in that order. */
  readonly told: Readonly<Record<string, readonly number[]>>;
  readonly threads: readonly ThreadSnapshot[];
}

interface ThreadSnapshot {
  readonly threadId: string;
  readonly active: boolean;
  readonly unread: number;
  readonly readSeq: number;
  readonly peerReadSeq: number;
  readonly peerDeliveredSeq: number;
  readonly lastSeq: number;
  readonly lastMessageSeq?: number;
  readonly archived: boolean;
  readonly blocked: boolean;
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly messages: readonly MessageSnapshot[];
}

interface MessageSnapshot {
  readonly seq?: number;
  readonly senderId: string;
  readonly clientMessageId: string;
  readonly at: string;
  readonly text?: string;
  readonly editedAt?: string;
  readonly deletedAt?: string;
  readonly replyTo?: number;
  readonly reactions: readonly Contract.Reaction[];
  readonly attachments: readonly string[];
  readonly state: string;
  readonly changing: boolean;
  readonly error?: string;
}

/** A thread as the driver protocol shows it. */
export function show(thread: Thread): ThreadSnapshot {
  return {
    threadId: thread.threadId,
    active: thread.active,
    unread: thread.unread,
    readSeq: thread.readSeq,
    peerReadSeq: thread.peerReadSeq,
    peerDeliveredSeq: thread.peerDeliveredSeq,
    lastSeq: thread.lastSeq,
    ...(thread.lastMessage?.seq === undefined ? {} : { lastMessageSeq: thread.lastMessage.seq }),
    archived: thread.archived,
    blocked: thread.blocked,
    hasBefore: thread.hasBefore,
    hasAfter: thread.hasAfter,
    messages: thread.messages.map(showMessage),
  };
}

function showMessage(message: Message): MessageSnapshot {
  return {
    ...(message.seq === undefined ? {} : { seq: message.seq }),
    senderId: message.senderId,
    clientMessageId: message.clientMessageId,
    at: message.at,
    ...(message.text === undefined ? {} : { text: message.text }),
    ...(message.editedAt === undefined ? {} : { editedAt: message.editedAt }),
    ...(message.deletedAt === undefined ? {} : { deletedAt: message.deletedAt }),
    ...(message.replyTo === undefined ? {} : { replyTo: message.replyTo }),
    reactions: message.reactions,
    attachments: message.attachments.map((attachment) => attachment.attachmentId),
    state: message.state,
    changing: message.changing,
    ...(message.error === undefined ? {} : { error: message.error.code }),
  };
}
