import type { HubEvents } from "../contract.js";

/** What is done about each event of the hub. */
export type PushHandlers = { readonly [K in keyof HubEvents]: (payload: HubEvents[K]) => void };

/** Hands pushes on in their order; those that come before `Sync` has answered wait for it. */
export class Pushes {
  readonly #handlers: PushHandlers;
  #held: (() => void)[] | undefined;

  constructor(handlers: PushHandlers) {
    this.#handlers = handlers;
  }

  push<K extends keyof HubEvents>(event: K, payload: HubEvents[K]): void {
    const handle = (): void => this.#handlers[event](payload);
    if (this.#held === undefined) handle();
    else this.#held.push(handle);
  }

  /** Holds back what is pushed until the work is done. What it was held for is dropped if that fails: the next `Sync` brings it. */
  async holdUntil(work: Promise<void>): Promise<void> {
    const held: (() => void)[] = [];
    this.#held = held;
    await work;
    if (this.#held !== held) return;
    this.#held = undefined;
    for (const handle of held) handle();
  }
}
