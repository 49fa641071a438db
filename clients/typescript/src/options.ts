import type { Clock } from "./clock.js";
import type { Log } from "./log.js";
import type { Outbox } from "./outbox/outbox.js";
import type { SessionStore } from "./session/sessionStore.js";
import type { Transport } from "./transport/transport.js";

/** How a `ChatClient` is made. Only `server` is required. */
export interface ChatClientOptions {
  /** The gateway's address, such as `https://chat.example.org`; in browsers `location.origin` where it serves the page. */
  readonly server: string;
  /** Where the session is kept. Default: shared by all tabs of the origin in browsers (`localStorage`), memory elsewhere. */
  readonly session?: SessionStore;
  /** Where unsent messages are kept. Default: IndexedDB in browsers, memory elsewhere. */
  readonly outbox?: Outbox;
  /** Time, for tests. Default: the platform's. */
  readonly clock?: Clock;
  /** Numbers from 0 to below 1, for jitter. Default: `Math.random`. */
  readonly random?: () => number;
  /** Ids of messages. Default: 128 random bits. */
  readonly newId?: () => string;
  /** The way to the hub. Default: SignalR over WebSockets. */
  readonly transport?: Transport;
  /** HTTP. Default: the platform's `fetch`. */
  readonly fetch?: typeof fetch;
  /**
   * How long the server may take to answer, in milliseconds, from 1,000; 15,000 by default. Beyond it the connection counts as
   * lost and is made anew.
   */
  readonly patience?: number;
  /** Is told what happens inside; never texts, names or tokens. Default: nobody. */
  readonly log?: Log;
}
