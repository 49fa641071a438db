import type { PresenceView, ThreadEvent, ThreadView } from "../contract.js";
import type { OutgoingItem } from "../outbox/outgoing.js";
import type { Message, Thread } from "../thread.js";
import { isActivity, isMessage, isSummaryChanged } from "./activity.js";
import { compose } from "./compose.js";
import { withEvents } from "./threadEvents.js";
import { ofEvent } from "./message.js";
import { needOf, ofView, unreadOf, withView } from "./threadState.js";
import type { Need, ThreadState } from "./threadState.js";

/** What the store tells. */
export interface StoreListener {
  thread(threadId: string): void;
  threads(): void;
  /** An event that was applied, in order, after the change can be read. */
  applied(event: ThreadEvent, message: Message | undefined): void;
}

/** Events of threads that no view was seen of yet are kept up to here; `Sync` brings the others. */
const MAX_STRAYS = 500;

/** All threads of the signed-in user. Changes within a `batch` are told at its end. */
export class ThreadStore {
  readonly #listener: StoreListener;
  readonly #itemsOf: (threadId: string) => readonly OutgoingItem[];
  readonly #states = new Map<string, ThreadState>();
  readonly #ranks = new Map<string, number>();
  readonly #typing = new Set<string>();
  readonly #composed = new Map<string, Thread>();
  readonly #touched = new Map<string, ThreadState | undefined>();
  #strays: ThreadEvent[] = [];
  #told: ThreadEvent[] = [];
  #threads: ReadonlyMap<string, Thread> | undefined;
  #listChanged = false;
  #lastRank = 0;
  #depth = 0;

  constructor(listener: StoreListener, itemsOf: (threadId: string) => readonly OutgoingItem[]) {
    this.#listener = listener;
    this.#itemsOf = itemsOf;
  }

  /** The threads, newest activity first. */
  get threads(): ReadonlyMap<string, Thread> {
    if (this.#threads === undefined) {
      const ids = [...this.#states.keys()].sort((one, other) => this.#rankOf(other) - this.#rankOf(one));
      this.#threads = new Map(
        ids
          .map((id) => [id, this.thread(id)] as const)
          .filter((pair): pair is [string, Thread] => pair[1] !== undefined),
      );
    }
    return this.#threads;
  }

  thread(threadId: string): Thread | undefined {
    const state = this.#states.get(threadId);
    if (state === undefined) return undefined;
    const known = this.#composed.get(threadId);
    if (known !== undefined) return known;
    const thread = compose(state, this.#itemsOf(threadId), this.#typing.has(threadId));
    this.#composed.set(threadId, thread);
    return thread;
  }

  state(threadId: string): ThreadState | undefined {
    return this.#states.get(threadId);
  }

  get states(): Iterable<ThreadState> {
    return this.#states.values();
  }

  get totalUnread(): number {
    let total = 0;
    for (const state of this.#states.values()) total += unreadOf(state);
    return total;
  }

  /** The thread that was active last; of several the one with the newest activity. */
  get activeThreadId(): string | undefined {
    for (const thread of this.threads.values()) {
      if (thread.active) return thread.threadId;
    }
    return undefined;
  }

  /** The threads that lack this, and whether there are events of threads that are not known at all. */
  lacking(need: Need): string[] {
    return [...this.#states.values()]
      .filter((state) => needOf(state) === need)
      .map((state) => state.threadId);
  }

  get hasStrays(): boolean {
    return this.#strays.length > 0;
  }

  dropStrays(): void {
    this.#strays = [];
  }

  batch<T>(work: () => T): T {
    this.#depth++;
    try {
      return work();
    } finally {
      if (--this.#depth === 0) this.#tell();
    }
  }

  /** Makes the next state of a thread that is known; answers whether it is another one. */
  update(threadId: string, next: (state: ThreadState) => ThreadState): boolean {
    const state = this.#states.get(threadId);
    if (state === undefined) return false;
    const changed = next(state);
    if (changed !== state) this.#set(changed);
    return changed !== state;
  }

  /** A view of a thread, known or not. A thread that is seen first is shown from `from` on. */
  view(view: ThreadView, self: string, from?: number): void {
    this.batch(() => {
      const state = this.#states.get(view.threadId);
      this.#set(state === undefined ? ofView(view, self, from) : withView(state, view));
      if (state === undefined || (view.active && !state.active)) this.rise(view.threadId);
      const strays = this.#strays.filter((event) => event.threadId === view.threadId);
      if (strays.length === 0) return;
      this.#strays = this.#strays.filter((event) => event.threadId !== view.threadId);
      this.events(view.threadId, strays);
    });
  }

  /** Events of one thread, as they come. */
  events(threadId: string, events: readonly ThreadEvent[]): void {
    const state = this.#states.get(threadId);
    if (state === undefined) {
      if (this.#strays.length < MAX_STRAYS) this.#strays.push(...events);
      return;
    }
    const step = withEvents(state, events);
    this.batch(() => {
      if (step.state !== state) this.#set(step.state);
      this.#told.push(...step.applied);
      if (step.applied.some((event) => isActivity(event, step.state))) this.rise(threadId);
      if (step.applied.some((event) => isMessage(event) && event.senderId === state.peer.userId))
        this.typing(threadId, false);
    });
  }

  typing(threadId: string, typing: boolean): void {
    if (this.#typing.has(threadId) === typing) return;
    if (typing) this.#typing.add(threadId);
    else this.#typing.delete(threadId);
    this.touch(threadId);
  }

  presence(presence: PresenceView): void {
    this.batch(() => {
      for (const state of this.#states.values()) {
        if (state.peer.userId !== presence.userId) continue;
        const { lastSeenAt: _lastSeenAt, ...peer } = state.peer;
        const { online, lastSeenAt } = presence;
        this.#set({
          ...state,
          peer: { ...peer, online, ...(lastSeenAt === undefined ? {} : { lastSeenAt }) },
        });
      }
    });
  }

  /** The threads are in this order, before all others. */
  order(threadIds: readonly string[]): void {
    this.batch(() => {
      for (const threadId of threadIds.toReversed()) this.rise(threadId);
    });
  }

  rise(threadId: string): void {
    if (this.#rankOf(threadId) === this.#lastRank && this.#lastRank > 0) return;
    this.#ranks.set(threadId, ++this.#lastRank);
    this.#listChanged = true;
    this.touch(threadId);
  }

  remove(threadId: string): void {
    if (!this.#states.has(threadId)) return;
    this.batch(() => {
      this.touch(threadId);
      this.#states.delete(threadId);
      this.#typing.delete(threadId);
      this.#listChanged = true;
    });
  }

  clear(): void {
    this.batch(() => {
      for (const threadId of [...this.#states.keys()]) this.remove(threadId);
      this.#strays = [];
    });
  }

  /** The thread is shown anew: what is outgoing in it has changed. */
  touch(threadId: string): void {
    this.batch(() => {
      if (!this.#touched.has(threadId)) this.#touched.set(threadId, this.#states.get(threadId));
      this.#composed.delete(threadId);
      this.#threads = undefined;
    });
  }

  #set(state: ThreadState): void {
    this.batch(() => {
      this.touch(state.threadId);
      this.#states.set(state.threadId, state);
    });
  }

  #rankOf(threadId: string): number {
    return this.#ranks.get(threadId) ?? 0;
  }

  #tell(): void {
    // Listeners may change more: that is told in a round of its own.
    const touched = [...this.#touched];
    const told = this.#told;
    const list =
      this.#listChanged ||
      touched.some(([threadId, before]) => isSummaryChanged(before, this.#states.get(threadId)));
    this.#touched.clear();
    this.#told = [];
    this.#listChanged = false;
    for (const [threadId] of touched) this.#listener.thread(threadId);
    if (list) this.#listener.threads();
    for (const event of told) {
      const self = this.#states.get(event.threadId)?.self;
      this.#listener.applied(
        event,
        isMessage(event) && self !== undefined ? ofEvent(event, self) : undefined,
      );
    }
  }
}
