import { pause } from "../clock.js";
import type { Clock } from "../clock.js";
import { backoff } from "../connection/backoff.js";
import type { LiveLink } from "../connection/liveLink.js";
import type { Me, SyncAnswer, SyncRequest, ThreadView } from "../contract.js";
import { ChatError } from "../errors.js";
import type { Log } from "../log.js";
import type { ThreadStore } from "../state/threadStore.js";

/** A call may name so many threads. */
const MAX_CURSORS = 1_000;

/** Pushes that come out of order have this long to complete each other, in milliseconds. */
const GRACE = 100;

/** Between two attempts to learn an unread count, in milliseconds. */
const VIEW_PAUSE = 1_000;

/** What catching up needs, and whom it tells. */
export interface CatchUpOptions {
  readonly store: ThreadStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly log: Log;
  readonly self: () => string;
  readonly me: (me: Me) => void;
  /** A thread as it is now. */
  readonly view: (threadId: string, signal: AbortSignal) => Promise<ThreadView>;
}

/** Brings the threads up to date by `Sync`: all after connecting, those with gaps whenever there are some. */
export class CatchUp {
  readonly #options: CatchUpOptions;
  #epoch: string | undefined;
  #complete = false;
  #repaired: LiveLink | undefined;

  constructor(options: CatchUpOptions) {
    this.#options = options;
  }

  /** Whether all threads are known, so that one that is seen first is a new one. */
  get isComplete(): boolean {
    return this.#complete;
  }

  /** Forgets which history of the database was seen, as for another user. */
  forget(): void {
    this.#epoch = undefined;
    this.#complete = false;
  }

  /** Catches up with everything. Rejects when the connection is lost first. */
  async all(link: LiveLink): Promise<void> {
    const { store } = this.#options;
    const known = [...store.states].map((state) => state.threadId);
    const seen: string[] = [];
    let page: string | undefined;
    let cursors = known.slice(0, MAX_CURSORS);
    do {
      const answer = await this.#sync(link, cursors, page);
      seen.push(...answer.threads.map((thread) => thread.threadId));
      page = answer.nextPage;
      cursors = [];
    } while (page !== undefined);
    store.order(seen);
    this.#complete = true;
    await this.#gaps(link);
  }

  /** Repairs what has gaps, a moment later, if they are still there then. */
  repair(link: LiveLink): void {
    if (this.#repaired === link || link.isOver() || !this.#isLacking()) return;
    this.#repaired = link;
    void this.#repair(link).finally(() => {
      if (this.#repaired === link) this.#repaired = undefined;
      this.repair(link);
    });
  }

  /** The server has dropped pushes: of one thread, or of any. */
  async resync(link: LiveLink, threadId: string | undefined): Promise<void> {
    try {
      if (threadId === undefined) await this.all(link);
      else await this.#sync(link, [threadId]);
      await this.#gaps(link);
    } catch (fault) {
      this.#options.log("info", "Catching up broke off.", fault instanceof ChatError ? fault.code : fault);
    }
  }

  async #repair(link: LiveLink): Promise<void> {
    const { store, clock, view, log, self } = this.#options;
    await pause(clock, GRACE, link.signal);
    try {
      await this.#gaps(link);
      for (const threadId of store.lacking("view")) {
        store.view(await view(threadId, link.signal), self());
      }
      if (this.#isLacking()) await pause(clock, VIEW_PAUSE, link.signal);
    } catch (fault) {
      log("info", "A gap could not be repaired yet.", fault instanceof ChatError ? fault.code : fault);
      await pause(clock, VIEW_PAUSE, link.signal);
    }
  }

  async #gaps(link: LiveLink): Promise<void> {
    const { store } = this.#options;
    let before = "";
    for (;;) {
      const gaps = store.lacking("events").slice(0, MAX_CURSORS);
      if (gaps.length === 0 && !store.hasStrays) return;
      const cursors = this.#cursors(gaps);
      const now = JSON.stringify([cursors, store.hasStrays]);
      if (now === before) {
        // The server says that there is nothing more: what was heard of comes later.
        store.dropStrays();
        return;
      }
      before = now;
      const answer = await this.#sync(link, gaps);
      // What was reset, and is on no page that was asked for, is read anew with all others.
      if (gaps.some((threadId) => answer.states[threadId] === "reset" && store.state(threadId) === undefined))
        await this.all(link);
    }
  }

  #isLacking(): boolean {
    const { store } = this.#options;
    return store.hasStrays || store.lacking("events").length > 0 || store.lacking("view").length > 0;
  }

  #cursors(threadIds: readonly string[]): Record<string, number> {
    return Object.fromEntries(threadIds.map((id) => [id, this.#options.store.state(id)?.cursor ?? 0]));
  }

  async #sync(link: LiveLink, threadIds: readonly string[], page?: string): Promise<SyncAnswer> {
    const cursors = this.#cursors(threadIds);
    const answer = await this.#ask(link, {
      cursors,
      ...(this.#epoch === undefined ? {} : { epoch: this.#epoch }),
      ...(page === undefined ? {} : { page }),
    });
    this.#take(answer, cursors);
    return answer;
  }

  #take(answer: SyncAnswer, cursors: Readonly<Record<string, number>>): void {
    const { store, self, me, log } = this.#options;
    store.batch(() => {
      if (this.#epoch !== undefined && answer.epoch !== this.#epoch) {
        log("warn", "The server's history is another one: everything is read anew.");
        this.#complete = false;
        store.clear();
      }
      this.#epoch = answer.epoch;
      me(answer.me);
      for (const threadId of Object.keys(cursors)) {
        // Reset, or unknown to the server.
        if (answer.states[threadId] === "reset" || answer.states[threadId] === undefined)
          store.remove(threadId);
      }
      for (const [threadId, events] of Object.entries(answer.events)) {
        if (store.state(threadId) !== undefined) store.events(threadId, events);
      }
      for (const thread of answer.threads) {
        const isNew = this.#complete && cursors[thread.threadId] === undefined;
        store.view(thread, self(), isNew ? 0 : undefined);
      }
    });
  }

  /** Asks until there is an answer, for as long as the connection lasts. */
  async #ask(link: LiveLink, request: SyncRequest): Promise<SyncAnswer> {
    const { clock, random } = this.#options;
    for (let attempt = 0; ; attempt++) {
      try {
        return await link.invoke("Sync", request);
      } catch (fault) {
        if (!(fault instanceof ChatError) || !fault.isTransient || link.isOver()) throw fault;
        await pause(clock, backoff(attempt, random(), fault.retryAfterMs), link.signal);
      }
    }
  }
}
