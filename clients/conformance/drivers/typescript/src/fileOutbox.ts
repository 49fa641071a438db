import type { Outbox, OutboxEntry, OutboxOwner } from "chat-orleans";
import { JsonFile } from "./jsonFile.js";

/** Keeps entries in a folder, so that they survive the process. One client at a time. */
export class FileOutbox implements Outbox {
  readonly #file: JsonFile<Record<string, readonly OutboxEntry[]>>;
  #owner = "";
  #entries: readonly OutboxEntry[] = [];

  constructor(folder: string) {
    this.#file = new JsonFile(folder, "outbox.json");
  }

  open(owner: OutboxOwner): Promise<readonly OutboxEntry[]> {
    this.#owner = `${owner.server} ${owner.userId}`;
    this.#entries = this.#file.read()?.[this.#owner] ?? [];
    return Promise.resolve([...this.#entries].sort((one, other) => one.order - other.order));
  }

  put(entry: OutboxEntry): Promise<void> {
    return this.#keep([...this.#without(entry), entry]);
  }

  remove(entry: Pick<OutboxEntry, "threadId" | "clientMessageId">): Promise<void> {
    return this.#keep(this.#without(entry));
  }

  clear(): Promise<void> {
    return this.#keep([]);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #without(entry: Pick<OutboxEntry, "threadId" | "clientMessageId">): readonly OutboxEntry[] {
    return this.#entries.filter(
      (kept) => kept.threadId !== entry.threadId || kept.clientMessageId !== entry.clientMessageId,
    );
  }

  #keep(entries: readonly OutboxEntry[]): Promise<void> {
    this.#entries = entries;
    this.#file.write({ ...this.#file.read(), [this.#owner]: entries });
    return Promise.resolve();
  }
}
