import type { Clock } from "../clock.js";

/** The server forgets who types after 6 s: it is told again before, in milliseconds. */
const REPEAT = 3_000;

/** Who has stopped without a word counts as typing this long, in milliseconds. */
const IDLE = 5_000;

/** A peer's typing ends here even if nobody says so, in milliseconds. */
const FORGET = 7_000;

interface Own {
  toldAt: number;
  cancel: () => void;
}

/** Who types: the user, to be told to the server, and the peers, who may fall silent without a word. */
export class Typing {
  readonly #clock: Clock;
  readonly #tell: (threadId: string, typing: boolean) => void;
  readonly #show: (threadId: string, typing: boolean) => void;
  readonly #own = new Map<string, Own>();
  readonly #peers = new Map<string, () => void>();

  constructor(
    clock: Clock,
    tell: (threadId: string, typing: boolean) => void,
    show: (threadId: string, typing: boolean) => void,
  ) {
    this.#clock = clock;
    this.#tell = tell;
    this.#show = show;
  }

  /** The user types, or no longer does. */
  set(threadId: string, typing: boolean): void {
    const own = this.#own.get(threadId);
    own?.cancel();
    if (!typing) {
      this.#own.delete(threadId);
      if (own !== undefined) this.#tell(threadId, false);
      return;
    }
    const now = this.#clock.monotonic();
    const isDue = own === undefined || now - own.toldAt >= REPEAT;
    this.#own.set(threadId, {
      toldAt: isDue ? now : own.toldAt,
      cancel: this.#clock.after(IDLE, () => this.set(threadId, false)),
    });
    if (isDue) this.#tell(threadId, true);
  }

  /** The user has sent a message: the server knows by that. */
  sent(threadId: string): void {
    this.#own.get(threadId)?.cancel();
    this.#own.delete(threadId);
  }

  /** A peer types, or no longer does. */
  peer(threadId: string, typing: boolean): void {
    this.#peers.get(threadId)?.();
    this.#peers.delete(threadId);
    if (typing) {
      this.#peers.set(
        threadId,
        this.#clock.after(FORGET, () => this.peer(threadId, false)),
      );
    }
    this.#show(threadId, typing);
  }

  /** The connection is gone: nobody is known to type. */
  clear(): void {
    for (const own of this.#own.values()) own.cancel();
    this.#own.clear();
    for (const threadId of [...this.#peers.keys()]) this.peer(threadId, false);
  }
}
