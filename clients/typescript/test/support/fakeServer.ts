import type { HubEvents, HubMethods, SyncAnswer } from "../../src/contract.js";
import type { Envelope, Link, Listener, Transport } from "../../src/transport/transport.js";
import { FakeAccounts } from "./fakeAccounts.js";
import { ModelThread, Refused } from "./modelThread.js";

/** What happens to a call on its way: as a rule nothing. */
export type Fate =
  | "answer"
  | "lose answer"
  | "lose call"
  | "cut before"
  | "cut after"
  | { readonly refuse: string; readonly retryAfterMs?: number };

/** One connection of a user to the model. */
interface Connection {
  readonly userId: string;
  readonly listener: Listener;
  open: boolean;
}

/** A server in memory that keeps the contract, until a test says otherwise. */
export class FakeServer extends FakeAccounts {
  readonly threads = new Map<string, ModelThread>();
  readonly connections = new Set<Connection>();
  readonly calls: { readonly userId: string; readonly method: string; readonly argument: unknown }[] = [];
  epoch = "epoch-1";
  fate: (method: string, argument: unknown) => Fate = () => "answer";
  /** What a connection is pushed, in its order; a test may hold it back, double it, turn it around. */
  deliver: (push: () => void) => void = (push) => push();
  eventsPerAnswer = 500;

  /** The sessions of a user end: connections close. */
  override revoke(userId: string): void {
    super.revoke(userId);
    for (const connection of [...this.connections]) if (connection.userId === userId) this.cut(connection);
  }

  cut(connection: Connection): void {
    if (!connection.open) return;
    connection.open = false;
    this.connections.delete(connection);
    connection.listener.closed(new Error("cut"));
  }

  cutAll(): void {
    for (const connection of [...this.connections]) this.cut(connection);
  }

  open(one: string, other: string): ModelThread {
    const known = [...this.threads.values()].find(
      (thread) => thread.members.includes(one) && thread.members.includes(other),
    );
    const thread =
      known ?? new ModelThread((this.threads.size + 1).toString(16).padStart(32, "0"), [one, other]);
    this.threads.set(thread.threadId, thread);
    if (!thread.active) this.append(thread, one, undefined, { type: "opened" });
    return thread;
  }

  append(
    thread: ModelThread,
    senderId: string,
    id: string | undefined,
    change: Parameters<ModelThread["append"]>[2],
  ): ReturnType<ModelThread["append"]>["ack"] {
    const { ack, event } = thread.append(senderId, id, change);
    if (event === undefined) return ack;
    for (const userId of thread.members) {
      if (event.type === "opened" || event.type === "closed")
        this.push(userId, "ThreadChanged", () => thread.view(userId));
      this.push(userId, "Event", () => event);
    }
    return ack;
  }

  push<K extends keyof HubEvents>(userId: string, event: K, payload: () => HubEvents[K]): void {
    for (const connection of this.connections) {
      if (connection.userId !== userId) continue;
      const now = payload();
      this.deliver(() => {
        if (connection.open) connection.listener.push(event, now);
      });
    }
  }

  readonly transport: Transport = {
    connect: ({ ticket, listener, signal }) => {
      if (!this.up) return Promise.reject(new Error("refused"));
      const userId = ticket.split(" ")[1] ?? "";
      const connection: Connection = { userId, listener, open: true };
      this.connections.add(connection);
      const link: Link = {
        invoke: (method, argument) => this.#invoke(connection, method, argument),
        close: () => {
          connection.open = false;
          this.connections.delete(connection);
        },
      };
      signal.addEventListener("abort", () => link.close(), { once: true });
      return Promise.resolve(link);
    },
  };

  protected override find(path: string, userId: string): unknown {
    return this.threads.get(path.replace("/threads/", ""))?.view(userId);
  }

  async #invoke<K extends keyof HubMethods>(
    connection: Connection,
    method: K,
    argument: HubMethods[K][0],
  ): Promise<Envelope<HubMethods[K][1]>> {
    const fate = this.fate(method, argument);
    if (!connection.open) throw new Error("closed");
    if (fate === "lose call") return never();
    if (fate === "cut before") {
      this.cut(connection);
      throw new Error("cut");
    }
    if (typeof fate === "object") {
      const { refuse: code, retryAfterMs } = fate;
      return {
        ok: false,
        error: { code, message: code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
      };
    }
    this.calls.push({ userId: connection.userId, method, argument });
    let envelope: Envelope<HubMethods[K][1]>;
    try {
      envelope = { ok: true, value: this.#handle(connection.userId, method, argument) as HubMethods[K][1] };
    } catch (fault) {
      if (!(fault instanceof Refused)) throw fault;
      envelope = { ok: false, error: { code: fault.code, message: fault.code } };
    }
    await Promise.resolve();
    if (fate === "lose answer") return never();
    if (fate === "cut after") {
      this.cut(connection);
      throw new Error("cut");
    }
    return envelope;
  }

  #handle(userId: string, method: keyof HubMethods, argument: unknown): unknown {
    const asked = argument as { readonly threadId?: string; readonly seq?: number };
    const thread = this.threads.get(asked.threadId ?? "");
    switch (method) {
      case "Sync":
        return this.#sync(userId, argument as HubMethods["Sync"][0]);
      case "OpenThread":
        return this.open(userId, (argument as HubMethods["OpenThread"][0]).with).view(userId);
      case "WatchPresence":
        return { users: [] };
      default:
        if (thread === undefined) throw new Refused("thread_not_found");
    }
    switch (method) {
      case "CloseThread":
        if (thread.active) this.append(thread, userId, undefined, { type: "closed" });
        return thread.view(userId);
      case "SendMessage": {
        const { clientMessageId, text = "", replyTo } = argument as HubMethods["SendMessage"][0];
        return this.append(thread, userId, clientMessageId, {
          type: "message",
          text,
          ...(replyTo === undefined ? {} : { replyTo }),
        });
      }
      case "EditMessage": {
        const { clientMessageId, targetSeq, text } = argument as HubMethods["EditMessage"][0];
        return this.append(thread, userId, clientMessageId, { type: "edited", targetSeq, text });
      }
      case "DeleteMessage": {
        const { clientMessageId, targetSeq } = argument as HubMethods["DeleteMessage"][0];
        const ack = this.append(thread, userId, clientMessageId, { type: "deleted", targetSeq });
        this.#receipt(thread, thread.peerOf(userId));
        return ack;
      }
      case "React": {
        const { clientMessageId, targetSeq, emoji, added } = argument as HubMethods["React"][0];
        return this.append(thread, userId, clientMessageId, { type: "reacted", targetSeq, emoji, added });
      }
      case "MarkRead":
        thread.read.set(
          userId,
          Math.max(thread.read.get(userId) ?? 0, Math.min(asked.seq ?? 0, thread.log.length)),
        );
        this.#mark(thread, userId, thread.read.get(userId) ?? 0);
        return { readSeq: thread.read.get(userId), unread: thread.unread(userId) };
      case "MarkDelivered":
        this.#mark(thread, userId, asked.seq ?? 0);
        return { deliveredSeq: thread.delivered.get(userId) };
      case "GetHistory":
        return this.#page(thread, argument as HubMethods["GetHistory"][0]);
      default:
        return {};
    }
  }

  #mark(thread: ModelThread, userId: string, seq: number): void {
    thread.delivered.set(
      userId,
      Math.max(thread.delivered.get(userId) ?? 0, Math.min(seq, thread.log.length)),
    );
    this.#receipt(thread, userId);
  }

  #receipt(thread: ModelThread, userId: string): void {
    const receipt = (): HubEvents["Receipt"] => ({
      threadId: thread.threadId,
      userId,
      deliveredSeq: thread.delivered.get(userId) ?? 0,
      readSeq: thread.read.get(userId) ?? 0,
    });
    this.push(userId, "Receipt", () => ({
      ...receipt(),
      unread: thread.unread(userId),
      totalUnread: thread.unread(userId),
    }));
    this.push(thread.peerOf(userId), "Receipt", receipt);
  }

  #page(
    thread: ModelThread,
    { before, after, around, limit = 25 }: HubMethods["GetHistory"][0],
  ): HubMethods["GetHistory"][1] {
    const all = thread.history();
    const upper = all.filter((one) =>
      after !== undefined ? one.seq > after : around !== undefined && one.seq > around,
    );
    const lower = all.filter((one) =>
      after === undefined && around === undefined
        ? one.seq < (before ?? Infinity)
        : around !== undefined && one.seq <= around,
    );
    const half = around === undefined ? limit : Math.floor(limit / 2);
    const messages = [
      ...(after === undefined ? lower.slice(-(limit - (around === undefined ? 0 : half))) : []),
      ...upper.slice(0, half),
    ];
    const first = messages[0]?.seq ?? (after ?? 0) + 1;
    const last = messages.at(-1)?.seq ?? (before ?? Infinity) - 1;
    return {
      messages,
      hasBefore: all.some((one) => one.seq < first),
      hasAfter: all.some((one) => one.seq > last),
    };
  }

  #sync(userId: string, { epoch, cursors }: HubMethods["Sync"][0]): SyncAnswer {
    const mine = [...this.threads.values()].filter((thread) => thread.members.includes(userId));
    const events: Record<string, SyncAnswer["events"][string]> = {};
    const states: Record<string, SyncAnswer["status"]> = {};
    for (const thread of mine) {
      const cursor = cursors[thread.threadId];
      if (cursor === undefined) continue;
      if ((epoch !== undefined && epoch !== this.epoch) || cursor > thread.log.length) {
        states[thread.threadId] = "reset";
        continue;
      }
      const all = thread.events(cursor);
      events[thread.threadId] = all.slice(0, this.eventsPerAnswer);
      states[thread.threadId] = all.length > this.eventsPerAnswer ? "more" : "complete";
    }
    const all = Object.values(states);
    return {
      epoch: this.epoch,
      me: { userId, handle: userId.slice(2, 8), displayName: userId },
      threads: mine.map((thread) => thread.view(userId)),
      events,
      states,
      status: all.includes("reset") ? "reset" : all.includes("more") ? "more" : "complete",
    };
  }
}

function never(): Promise<never> {
  return new Promise<never>(() => undefined);
}
