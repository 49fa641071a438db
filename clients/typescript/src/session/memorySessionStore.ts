import { Mutex } from "./mutex.js";
import type { SessionStore, StoredSession } from "./sessionStore.js";

/** Keeps the session for as long as the process lives. Several clients may share one. */
export class MemorySessionStore implements SessionStore {
  readonly #mutex = new Mutex();
  #session: StoredSession | undefined;

  constructor(session?: StoredSession) {
    this.#session = session;
  }

  read(): Promise<StoredSession | undefined> {
    return Promise.resolve(this.#session);
  }

  write(session: StoredSession): Promise<void> {
    this.#session = session;
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#session = undefined;
    return Promise.resolve();
  }

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#mutex.run(work);
  }

  watch(): () => void {
    return () => undefined;
  }
}
