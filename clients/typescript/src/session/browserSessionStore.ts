import { Mutex } from "./mutex.js";
import type { SessionStore, StoredSession } from "./sessionStore.js";

/**
 * Keeps the session in `localStorage`: it survives reloads and is shared by all tabs of the origin. They take turns by Web
 * Locks; where a page has none, since it is not a secure context, by nothing, and then two tabs that refresh at the same moment
 * may end the session.
 */
export class BrowserSessionStore implements SessionStore {
  readonly #key: string;
  readonly #mutex = new Mutex();

  /** Servers have a session each: `server` is part of the key. */
  constructor(server: string) {
    this.#key = `chat-orleans:session:${server}`;
  }

  read(): Promise<StoredSession | undefined> {
    const text = localStorage.getItem(this.#key);
    if (text === null) return Promise.resolve(undefined);
    try {
      return Promise.resolve(JSON.parse(text) as StoredSession);
    } catch {
      // Not ours, or cut off: as good as none.
      return Promise.resolve(undefined);
    }
  }

  write(session: StoredSession): Promise<void> {
    localStorage.setItem(this.#key, JSON.stringify(session));
    return Promise.resolve();
  }

  clear(): Promise<void> {
    localStorage.removeItem(this.#key);
    return Promise.resolve();
  }

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const locks = (navigator as { readonly locks?: LockManager }).locks;
    return locks === undefined ? this.#mutex.run(work) : (locks.request(this.#key, work) as Promise<T>);
  }

  watch(changed: () => void): () => void {
    const listener = (event: StorageEvent): void => {
      // Without a key everything was cleared.
      if (event.storageArea === localStorage && (event.key === this.#key || event.key === null)) changed();
    };
    addEventListener("storage", listener);
    return () => removeEventListener("storage", listener);
  }
}
