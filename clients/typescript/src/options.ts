import type { Clock } from "./clock.js";
import type { Outbox } from "./outbox/outbox.js";
import type { SessionStore } from "./session/sessionStore.js";
import type { Transport } from "./transport/transport.js";

/** How a {@link ChatClient} is made. Only `server` is required. */
export interface ChatClientOptions {
  /** The gateway's address, such as `https://chat.example.org`; in browsers `location.origin` where it serves the page. */
  readonly server: string;
  /**
   * Where the session is kept. Default: shared by all tabs of the origin in browsers (`localStorage`), memory elsewhere.
   */
  readonly session?: SessionStore;
  /** Where unsent messages are kept. Default: IndexedDB in browsers, memory elsewhere. */
  readonly outbox?: Outbox;
  /** Time, for tests. Default: the platform's. */
  readonly clock?: Clock;
  /** Numbers from 0 to below 1, for jitter. Default: `Math.random`. */
  readonly random?: () => number;
  /** Ids of messages. Default: `crypto.randomUUID`, or 128 random bits where a page has no secure context. */
  readonly newId?: () => string;
  /** The way to the hub. Default: SignalR over WebSockets. */
  readonly transport?: Transport;
  /** HTTP. Default: the platform's `fetch`. */
  readonly fetch?: typeof fetch;
  /** What happens inside, without texts and tokens. Default: nothing is logged. */
  readonly log?: (level: LogLevel, message: string, detail?: unknown) => void;
}

export type LogLevel = "debug" | "info" | "warn" | "error";
