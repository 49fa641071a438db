import { pause } from "../clock.js";
import type { Clock } from "../clock.js";
import type { HubEvents } from "../contract.js";
import { ChatError } from "../errors.js";
import type { ConnectionState } from "../events.js";
import type { Log } from "../log.js";
import type { Transport } from "../transport/transport.js";
import { backoff } from "./backoff.js";
import { LiveLink } from "./liveLink.js";

/** What the connector needs, and whom it tells. */
export interface ConnectorOptions {
  readonly server: string;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly random: () => number;
  readonly patience: number;
  readonly log: Log;
  /** A ticket for one connection. */
  readonly ticket: (signal: AbortSignal) => Promise<string>;
  readonly push: <K extends keyof HubEvents>(event: K, payload: HubEvents[K]) => void;
  /** A connection is there: catches up, and resolves when everything is here. */
  readonly connected: (link: LiveLink) => Promise<void>;
  /** It is caught up with. */
  readonly online: (link: LiveLink) => void;
  /** It is gone. */
  readonly lost: (link: LiveLink) => void;
  readonly state: (state: ConnectionState, retryAt?: number) => void;
}

/** A connection that lasted this long has ended what was wrong before, in milliseconds. */
const STABLE = 5_000;

/** Keeps one connection, for as long as it is wanted. */
export class Connector {
  readonly #options: ConnectorOptions;
  #running: AbortController | undefined;
  #hurry: (() => void) | undefined;

  constructor(options: ConnectorOptions) {
    this.#options = options;
  }

  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  start(): void {
    if (this.#running !== undefined) return;
    const running = new AbortController();
    this.#running = running;
    void this.#run(running.signal);
  }

  stop(): void {
    this.#running?.abort();
    this.#running = undefined;
  }

  /** Ends the wait for the next attempt. */
  hurry(): void {
    this.#hurry?.();
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { random, log, state } = this.#options;
    for (let attempt = 0; !signal.aborted; attempt++) {
      state("connecting");
      let asked = 0;
      let drained = false;
      try {
        const end = await this.#live(signal);
        if (end.lasted >= STABLE) attempt = 0;
        drained = end.drained;
        asked = end.waitMs;
      } catch (fault) {
        asked = fault instanceof ChatError ? (fault.retryAfterMs ?? 0) : 0;
        log("info", "No connection.", fault instanceof ChatError ? fault.code : fault);
      }
      if (this.#isOver(signal)) return;
      const delay = drained ? 0 : backoff(attempt, random(), asked);
      if (delay > 0) await this.#wait(delay, signal);
    }
  }

  /** One connection, from its ticket to its end. */
  async #live(
    signal: AbortSignal,
  ): Promise<{ readonly lasted: number; readonly drained: boolean; readonly waitMs: number }> {
    const { server, transport, clock, random, patience, state } = this.#options;
    const ended = new AbortController();
    const end = (): void => ended.abort();
    let drainAt: number | undefined;
    signal.addEventListener("abort", end, { once: true });
    let live: LiveLink | undefined;
    try {
      const drain = (afterMs: number): void => {
        if (drainAt !== undefined) return;
        // The server has spread what it asked for; a little more keeps those apart that were told the same.
        const delay = afterMs + random() * 0.25 * afterMs;
        drainAt = clock.monotonic() + delay;
        void pause(clock, delay, ended.signal).then(end);
      };
      const ticket = await this.#options.ticket(ended.signal);
      const link = await transport.connect({
        server,
        ticket,
        timeout: patience,
        signal: ended.signal,
        listener: {
          push: (event, payload) => {
            if (event === "Draining") drain((payload as HubEvents["Draining"]).reconnectAfterMs);
            else this.#options.push(event, payload);
          },
          closed: end,
        },
      });
      live = new LiveLink(link, clock, patience, end);
      const over = onceAborted(ended.signal);
      void over.then(() => live?.end());
      ended.signal.throwIfAborted();
      state("syncing");
      await this.#options.connected(live);
      ended.signal.throwIfAborted();
      const since = clock.monotonic();
      this.#options.online(live);
      state("online");
      await over;
      const now = clock.monotonic();
      const drained = drainAt !== undefined && now >= drainAt;
      return { lasted: now - since, drained, waitMs: Math.max(0, (drainAt ?? 0) - now) };
    } finally {
      signal.removeEventListener("abort", end);
      ended.abort();
      if (live !== undefined) {
        live.end();
        this.#options.lost(live);
      }
    }
  }

  async #wait(delay: number, signal: AbortSignal): Promise<void> {
    const { clock, state } = this.#options;
    state("waiting", clock.now() + delay);
    const hurry = new AbortController();
    this.#hurry = () => hurry.abort();
    const stop = (): void => hurry.abort();
    signal.addEventListener("abort", stop, { once: true });
    await pause(clock, delay, hurry.signal);
    signal.removeEventListener("abort", stop);
    this.#hurry = undefined;
  }

  #isOver(signal: AbortSignal): boolean {
    return signal.aborted;
  }
}

function onceAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
