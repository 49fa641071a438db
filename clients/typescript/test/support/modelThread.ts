import type { Message, SendAck, ThreadEvent, ThreadView } from "../../src/contract.js";

/** What a command says beside its id. */
export type Change = Omit<ThreadEvent, "threadId" | "seq" | "senderId" | "at" | "clientMessageId">;

/** A refusal of the model. */
export class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** A thread as the contract describes it, in the plainest way: a log, and everything else computed from it anew. */
export class ModelThread {
  readonly threadId: string;
  readonly members: readonly [string, string];
  readonly log: ThreadEvent[] = [];
  readonly read = new Map<string, number>();
  readonly delivered = new Map<string, number>();
  readonly archived = new Map<string, number>();

  constructor(threadId: string, members: readonly [string, string]) {
    this.threadId = threadId;
    this.members = members;
  }

  get active(): boolean {
    return (
      this.log.findLast((event) => event.type === "opened" || event.type === "closed")?.type === "opened"
    );
  }

  peerOf(userId: string): string {
    return this.members[0] === userId ? this.members[1] : this.members[0];
  }

  /** Appends, or answers as the first time. */
  append(
    senderId: string,
    clientMessageId: string | undefined,
    change: Change,
  ): { readonly ack: SendAck; readonly event?: ThreadEvent } {
    const before = this.log.find(
      (event) =>
        clientMessageId !== undefined &&
        event.senderId === senderId &&
        event.clientMessageId === clientMessageId,
    );
    if (before !== undefined) return { ack: { seq: before.seq, sentAt: before.at, duplicate: true } };
    const target =
      change.targetSeq === undefined ? undefined : this.history().find(({ seq }) => seq === change.targetSeq);
    if (change.type === "message" || change.type === "edited" || change.type === "reacted") {
      if (!this.active) throw new Refused("thread_inactive");
    }
    if (change.targetSeq !== undefined) {
      if (target === undefined || target.deletedAt !== undefined) throw new Refused("message_not_found");
      if (change.type !== "reacted" && target.senderId !== senderId) throw new Refused("not_the_author");
      const has =
        target.reactions?.some(
          ({ emoji, userIds }) => emoji === change.emoji && userIds.includes(senderId),
        ) === true;
      if (change.type === "reacted" && has === change.added) {
        return { ack: { seq: target.seq, sentAt: target.at, duplicate: true } };
      }
    }
    const seq = this.log.length + 1;
    const at = new Date(Date.parse("2026-03-01T09:30:00.000Z") + seq * 1_000).toISOString();
    const event: ThreadEvent = {
      threadId: this.threadId,
      seq,
      senderId,
      at,
      ...(clientMessageId === undefined ? {} : { clientMessageId }),
      ...change,
    };
    this.log.push(event);
    return { ack: { seq, sentAt: at, duplicate: false }, event };
  }

  /** The messages as they are now. */
  history(): Message[] {
    const messages = new Map<number, Message>();
    for (const event of this.log) {
      const target = messages.get(event.targetSeq ?? 0);
      if (event.type === "message") {
        const { threadId, seq, senderId, at, clientMessageId = "", text = "", replyTo } = event;
        messages.set(seq, {
          threadId,
          seq,
          senderId,
          at,
          clientMessageId,
          text,
          ...(replyTo === undefined ? {} : { replyTo }),
        });
      } else if (target !== undefined && event.type === "edited" && event.text !== undefined) {
        messages.set(target.seq, { ...target, text: event.text, editedAt: event.at });
      } else if (target !== undefined && event.type === "deleted") {
        const { text: _text, reactions: _reactions, ...rest } = target;
        messages.set(target.seq, { ...rest, deletedAt: event.at });
      } else if (target !== undefined && event.type === "reacted") {
        const { reactions: _reactions, ...rest } = target;
        const reactions = this.#reactions(target.seq, event.seq);
        messages.set(target.seq, reactions.length === 0 ? rest : { ...rest, reactions });
      }
    }
    return [...messages.values()];
  }

  /** Events as catch-up shows them: what is deleted by now has no text any more. */
  events(after: number): ThreadEvent[] {
    const deleted = new Set(
      this.log.filter((event) => event.type === "deleted").map((event) => event.targetSeq),
    );
    return this.log.slice(after).map((event) => {
      const isGone = deleted.has(
        event.type === "message" ? event.seq : event.type === "edited" ? event.targetSeq : 0,
      );
      if (!isGone) return event;
      const { text: _text, ...rest } = event;
      return rest;
    });
  }

  unread(userId: string): number {
    const read = this.read.get(userId) ?? 0;
    return this.history().filter(
      (one) => one.senderId !== userId && one.seq > read && one.deletedAt === undefined,
    ).length;
  }

  view(userId: string): ThreadView {
    const peer = this.peerOf(userId);
    const last = this.history().at(-1);
    const { reactions: _reactions, ...lastMessage } = last ?? { reactions: undefined };
    return {
      threadId: this.threadId,
      peer: { userId: peer, handle: peer.slice(2, 8), displayName: peer.slice(2, 8), online: true },
      active: this.active,
      lastSeq: this.log.length,
      ...(last === undefined ? {} : { lastMessage: lastMessage as Message }),
      unread: this.unread(userId),
      readSeq: this.read.get(userId) ?? 0,
      peerReadSeq: this.read.get(peer) ?? 0,
      peerDeliveredSeq: this.delivered.get(peer) ?? 0,
      archived: (this.archived.get(userId) ?? 0) > 0 && (this.archived.get(userId) ?? 0) >= (last?.seq ?? 0),
      blocked: false,
    };
  }

  #reactions(target: number, until: number): { emoji: string; userIds: string[] }[] {
    const ones: { readonly emoji: string; readonly userId: string }[] = [];
    for (const { type, seq, targetSeq, emoji = "", senderId, added } of this.log) {
      if (type !== "reacted" || targetSeq !== target || seq > until) continue;
      const place = ones.findIndex((one) => one.emoji === emoji && one.userId === senderId);
      if (place >= 0) ones.splice(place, 1);
      if (added === true) ones.push({ emoji, userId: senderId });
    }
    const emojis = [...new Set(ones.map((one) => one.emoji))];
    return emojis.map((emoji) => ({
      emoji,
      userIds: ones.filter((one) => one.emoji === emoji).map((one) => one.userId),
    }));
  }
}
