import type { LiveLink } from "../connection/liveLink.js";
import type { HistoryPage } from "../contract.js";
import { ChatError } from "../errors.js";
import { withPage } from "../state/threadEvents.js";
import type { ThreadState } from "../state/threadState.js";
import type { ThreadStore } from "../state/threadStore.js";
import type { Position } from "../state/window.js";

/** A page that does not fit any more is asked for anew, so often. */
const ATTEMPTS = 5;

const DEFAULT_LIMIT = 25;

/** Loads what is further back, or ahead; of each thread one page at a time. */
export class History {
  readonly #store: ThreadStore;
  readonly #link: () => LiveLink;
  readonly #loaded: (threadId: string, page: HistoryPage) => void;
  readonly #shares = new Map<string, Promise<void>>();
  readonly #loading = new Map<string, Promise<unknown>>();

  /** `link` throws while there is no connection; `loaded` is told of each page. */
  constructor(
    store: ThreadStore,
    link: () => LiveLink,
    loaded: (threadId: string, page: HistoryPage) => void,
  ) {
    this.#store = store;
    this.#link = link;
    this.#loaded = loaded;
  }

  async before(threadId: string, limit = DEFAULT_LIMIT): Promise<boolean> {
    await this.#shared(`before ${threadId}`, () =>
      this.#one(threadId, () =>
        this.#load(threadId, limit, ({ window }) => {
          const first = window.messages[0];
          if (!window.hasBefore) return undefined;
          return first === undefined ? {} : { before: first.seq };
        }),
      ),
    );
    return this.#store.state(threadId)?.window.hasBefore ?? false;
  }

  async after(threadId: string, limit = DEFAULT_LIMIT): Promise<boolean> {
    await this.#shared(`after ${threadId}`, () =>
      this.#one(threadId, () =>
        this.#load(threadId, limit, ({ window }) => {
          const last = window.messages.at(-1);
          if (!window.hasAfter) return undefined;
          return last === undefined ? {} : { after: last.seq };
        }),
      ),
    );
    return this.#store.state(threadId)?.window.hasAfter ?? false;
  }

  around(threadId: string, seq: number, limit = DEFAULT_LIMIT): Promise<void> {
    return this.#one(threadId, () =>
      this.#load(threadId, limit, ({ window }) =>
        window.messages.some((message) => message.seq === seq) ? undefined : { around: seq },
      ),
    );
  }

  newest(threadId: string, limit = DEFAULT_LIMIT): Promise<void> {
    return this.#one(threadId, () =>
      this.#load(threadId, limit, ({ window }) =>
        window.hasAfter || window.messages.length === 0 ? {} : undefined,
      ),
    );
  }

  /** Asks for the page that is wanted now, if any is, until one fits. */
  async #load(
    threadId: string,
    limit: number,
    wanted: (state: ThreadState) => Position | undefined,
  ): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const state = this.#store.state(threadId);
      if (state === undefined)
        throw new ChatError({ code: "thread_not_found", message: "The thread is not known." });
      const position = wanted(state);
      if (position === undefined) return;
      const page = await this.#link().invoke("GetHistory", { threadId, limit, ...position });
      const isJoined = this.#store.batch(() => {
        const joined = this.#store.update(threadId, (now) => withPage(now, position, state.cursor, page));
        this.#loaded(threadId, page);
        return joined;
      });
      if (isJoined) return;
    }
  }

  /** Who asks for what is under way gets the same. */
  #shared(key: string, work: () => Promise<void>): Promise<void> {
    const running = this.#shares.get(key);
    if (running !== undefined) return running;
    const share = work().finally(() => this.#shares.delete(key));
    this.#shares.set(key, share);
    return share;
  }

  async #one<T>(threadId: string, work: () => Promise<T>): Promise<T> {
    const before = this.#loading.get(threadId) ?? Promise.resolve();
    const result = before.then(work, work);
    const done = result.catch(() => undefined);
    this.#loading.set(threadId, done);
    try {
      return await result;
    } finally {
      if (this.#loading.get(threadId) === done) this.#loading.delete(threadId);
    }
  }
}
