import { pause } from "../clock.js";
import type { Clock } from "../clock.js";
import { ChatError } from "../errors.js";
import type { Log } from "../log.js";
import type { Outbox, OutboxEntry, OutboxOwner } from "./outbox.js";

/** How long an outbox may take, in milliseconds. */
const PATIENCE = 5_000;

/** An outbox that holds nothing up: what it does not keep is told, and sent all the same. */
export class Keeper {
  readonly #outbox: Outbox;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #failed: (error: ChatError) => void;
  #opened: Promise<unknown> = Promise.resolve();
  #closed: Promise<void> = Promise.resolve();

  constructor(outbox: Outbox, clock: Clock, log: Log, failed: (error: ChatError) => void) {
    this.#outbox = outbox;
    this.#clock = clock;
    this.#log = log;
    this.#failed = failed;
  }

  /** Begins for a user; `taken` gets what is there, and later what is taken over. */
  open(owner: OutboxOwner, taken: (entries: readonly OutboxEntry[]) => void): Promise<void> {
    const opened = this.#closed
      .then(() => this.#inTime(this.#outbox.open(owner, taken)))
      .then(taken)
      .catch((fault: unknown) =>
        this.#notKept("The outbox can't be opened; what is unsent is in memory only.", fault),
      );
    this.#opened = opened;
    return opened;
  }

  /** Keeps an entry; never rejects. The entry is made once the outbox is open. */
  async keep(entryOf: () => OutboxEntry): Promise<void> {
    await this.#opened;
    const entry = entryOf();
    try {
      await this.#inTime(this.#outbox.put(entry));
    } catch (fault) {
      this.#notKept("A message is in memory only; a reload would lose it.", fault);
    }
  }

  /** Lets go of an entry. One that stays behind is sent again one day, and stored no second time. */
  remove(entry: Pick<OutboxEntry, "threadId" | "clientMessageId">): void {
    void this.#outbox
      .remove(entry)
      .catch((fault: unknown) => this.#log("warn", "An entry stays in the outbox.", fault));
  }

  async clear(): Promise<void> {
    await this.#opened;
    await this.#outbox.clear();
  }

  close(): Promise<void> {
    this.#closed = this.#opened
      .then(() => this.#outbox.close())
      .catch((fault: unknown) => this.#log("warn", "The outbox was not closed.", fault));
    return this.#closed;
  }

  async #inTime<T>(work: Promise<T>): Promise<T> {
    const done = new AbortController();
    const late = pause(this.#clock, PATIENCE, done.signal).then(() => {
      throw new Error("The outbox does not answer.");
    });
    try {
      return await Promise.race([work, late]);
    } finally {
      late.catch(() => undefined);
      done.abort();
    }
  }

  #notKept(message: string, cause: unknown): void {
    this.#log("error", message, cause);
    this.#failed(new ChatError({ code: "storage", message, cause }));
  }
}
