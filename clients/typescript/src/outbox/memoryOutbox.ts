import type { Outbox, OutboxEntry, OutboxOwner } from "./outbox.js";

/** Keeps entries for as long as the process lives; of several users, each their own. One client at a time. */
export class MemoryOutbox implements Outbox {
  readonly #owners = new Map<string, Map<string, OutboxEntry>>();
  #entries = new Map<string, OutboxEntry>();

  open(owner: OutboxOwner): Promise<readonly OutboxEntry[]> {
    const key = `${owner.server} ${owner.userId}`;
    this.#entries = this.#owners.get(key) ?? new Map<string, OutboxEntry>();
    this.#owners.set(key, this.#entries);
    return Promise.resolve([...this.#entries.values()].sort((one, other) => one.order - other.order));
  }

  put(entry: OutboxEntry): Promise<void> {
    this.#entries.set(keyOf(entry), entry);
    return Promise.resolve();
  }

  remove(entry: Pick<OutboxEntry, "threadId" | "clientMessageId">): Promise<void> {
    this.#entries.delete(keyOf(entry));
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#entries.clear();
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

function keyOf(entry: Pick<OutboxEntry, "threadId" | "clientMessageId">): string {
  return `${entry.threadId} ${entry.clientMessageId}`;
}
