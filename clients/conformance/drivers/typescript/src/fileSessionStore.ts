import { MemorySessionStore, type SessionStore, type StoredSession } from "chat-orleans";
import { JsonFile } from "./jsonFile.js";

/** Keeps the session in a folder, so that it survives the process. One client at a time. */
export class FileSessionStore implements SessionStore {
  readonly #file: JsonFile<StoredSession | null>;
  readonly #turns = new MemorySessionStore();

  constructor(folder: string) {
    this.#file = new JsonFile(folder, "session.json");
  }

  read(): Promise<StoredSession | undefined> {
    return Promise.resolve(this.#file.read() ?? undefined);
  }

  write(session: StoredSession): Promise<void> {
    this.#file.write(session);
    return Promise.resolve();
  }

  clear(): Promise<void> {
    this.#file.write(null);
    return Promise.resolve();
  }

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    return this.#turns.exclusive(work);
  }

  watch(): () => void {
    return () => undefined;
  }
}
