import type { HubEvents, HubMethods, Refusal } from "../contract.js";

/** The answer of every hub method. */
export type Envelope<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Refusal };

/** What the server tells through a connection, one event at a time, in order. */
export interface Listener {
  push<K extends keyof HubEvents>(event: K, payload: HubEvents[K]): void;
  /** The connection is gone; told once, and not after `close`. */
  closed(fault: unknown): void;
}

/** A connection to the hub. */
export interface Link {
  /** Rejects when there will be no answer: the connection is gone, or the server did not take it for a call. */
  invoke<K extends keyof HubMethods>(
    method: K,
    argument: HubMethods[K][0],
  ): Promise<Envelope<HubMethods[K][1]>>;
  /** Ends the connection, at once for the caller. */
  close(): void;
}

/** A way to the hub. */
export interface Transport {
  /**
   * Connects with a ticket, which is used up by it whatever comes of it. Rejects when there is no connection after `timeout`
   * milliseconds, or once the signal is aborted.
   */
  connect(options: {
    readonly server: string;
    readonly ticket: string;
    readonly timeout: number;
    readonly listener: Listener;
    readonly signal: AbortSignal;
  }): Promise<Link>;
}
