import type { Outbox, OutboxEntry, OutboxOwner } from "./outbox.js";
import { openDatabase, requestOf, transactionOf } from "./indexedDb.js";
import { TabLocks } from "./tabLocks.js";

/** An entry as it is stored: `tab` is who sends it. */
interface Row extends OutboxEntry {
  readonly account: string;
  readonly tab: string;
}

/**
 * Keeps entries in IndexedDB: they survive reloads and crashes of the browser. Each tab sends its own; what a closed tab has left,
 * another one takes over, at once where the page has Web Locks, else when it is opened.
 */
export class IndexedDbOutbox implements Outbox {
  readonly #name: string;
  #database: IDBDatabase | undefined;
  #locks: TabLocks | undefined;
  #account = "";
  #adopted: (entries: readonly OutboxEntry[]) => void = () => undefined;

  /** Databases of different names know nothing of each other. */
  constructor(name = "chat-orleans") {
    this.#name = name;
  }

  async open(
    owner: OutboxOwner,
    adopted: (entries: readonly OutboxEntry[]) => void,
  ): Promise<readonly OutboxEntry[]> {
    await this.close();
    this.#account = `${owner.server} ${owner.userId}`;
    this.#adopted = adopted;
    this.#database = await openDatabase(this.#name);
    const locks = new TabLocks(`${this.#name}:outbox`, this.#account, (tab) => this.#adoptLater(tab));
    this.#locks = locks;
    await locks.hold();
    const entries: OutboxEntry[] = [];
    for (const tab of await this.#otherTabs()) {
      if (await locks.tryWith(tab, async () => void entries.push(...(await this.#adopt(tab))))) continue;
      locks.watch(tab);
    }
    return entries.sort((one, other) => one.order - other.order);
  }

  async put(entry: OutboxEntry): Promise<void> {
    const { database, locks } = this.#opened();
    const row: Row = { ...entry, account: this.#account, tab: locks.tab };
    await transactionOf(database, "readwrite", (store) => store.put(row));
    locks.tell();
  }

  async remove(entry: Pick<OutboxEntry, "threadId" | "clientMessageId">): Promise<void> {
    const { database } = this.#opened();
    const key = [this.#account, entry.threadId, entry.clientMessageId];
    await transactionOf(database, "readwrite", (store) => store.delete(key));
  }

  async clear(): Promise<void> {
    const { database, locks } = this.#opened();
    await transactionOf(database, "readwrite", async (store) => {
      for (const row of await this.#rows(store)) {
        if (row.tab === locks.tab) store.delete([row.account, row.threadId, row.clientMessageId]);
      }
    });
  }

  close(): Promise<void> {
    this.#locks?.close();
    this.#locks = undefined;
    this.#database?.close();
    this.#database = undefined;
    return Promise.resolve();
  }

  async #otherTabs(): Promise<Set<string>> {
    const { database, locks } = this.#opened();
    const tabs = new Set<string>();
    await transactionOf(database, "readonly", async (store) => {
      for (const row of await this.#rows(store)) tabs.add(row.tab);
    });
    tabs.delete(locks.tab);
    return tabs;
  }

  /** Takes over what a tab has left; nobody else does so at the same time. */
  async #adopt(tab: string): Promise<OutboxEntry[]> {
    const { database, locks } = this.#opened();
    const entries: OutboxEntry[] = [];
    await transactionOf(database, "readwrite", async (store) => {
      for (const row of await this.#rows(store)) {
        if (row.tab !== tab) continue;
        store.put({ ...row, tab: locks.tab });
        const { account: _account, tab: _tab, ...entry } = row;
        entries.push(entry);
      }
    });
    return entries;
  }

  async #adoptLater(tab: string): Promise<void> {
    if (this.#database === undefined) return;
    const entries = await this.#adopt(tab);
    if (entries.length > 0) this.#adopted(entries.sort((one, other) => one.order - other.order));
  }

  #rows(store: IDBObjectStore): Promise<Row[]> {
    const range = IDBKeyRange.bound([this.#account], [this.#account, []]);
    return requestOf(store.getAll(range) as IDBRequest<Row[]>);
  }

  #opened(): { readonly database: IDBDatabase; readonly locks: TabLocks } {
    if (this.#database === undefined || this.#locks === undefined) throw new Error("The outbox is not open.");
    return { database: this.#database, locks: this.#locks };
  }
}
