import type { Clock } from "../clock.js";
import type { SignedIn } from "../contract.js";
import { ChatError } from "../errors.js";
import type { SignedOutReason } from "../events.js";
import type { Log } from "../log.js";
import { lifetimeOf, remainingOf, wasRefreshed } from "./lifetime.js";
import type { SessionStore, StoredSession } from "./sessionStore.js";

/** The calls that a session makes of itself. */
export interface SessionCalls {
  refresh(refreshToken: string): Promise<{ readonly value: SignedIn; readonly date?: number }>;
  /** When this session was last refreshed or begun, by the server's clock. */
  lastUsedAt(accessToken: string): Promise<string | undefined>;
}

/** A refresh that got no answer may still reach the server this long, in milliseconds. */
const LATE = 30_000;

/**
 * The tokens of one session, which several tabs may share. Access tokens are renewed before they end, one refresh at a time
 * over all tabs. A refresh token that was used, and whose answer was lost, is not used again for as long as it can be found
 * out whether the server has seen it, since that would end the session.
 */
export class Session {
  readonly #calls: SessionCalls;
  readonly #store: SessionStore;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #ended: (reason: SignedOutReason) => void;
  #current: StoredSession | undefined;
  #receivedAt: number | undefined;
  #refreshing: Promise<string> | undefined;

  constructor(
    calls: SessionCalls,
    store: SessionStore,
    clock: Clock,
    log: Log,
    ended: (reason: SignedOutReason) => void,
  ) {
    this.#calls = calls;
    this.#store = store;
    this.#clock = clock;
    this.#log = log;
    this.#ended = ended;
    store.watch(() => void this.#adopt());
  }

  get current(): StoredSession | undefined {
    return this.#current;
  }

  /** Takes up what is stored, from before a reload or of another tab. */
  async load(): Promise<StoredSession | undefined> {
    if (this.#current === undefined) this.#take(await this.#store.read());
    return this.#current;
  }

  /** A new session has begun. */
  async begin(answer: SignedIn, date: number | undefined): Promise<void> {
    const session = this.#sessionOf(answer, date);
    await this.#store.exclusive(() => this.#store.write(session));
    this.#take(session);
    this.#receivedAt = this.#clock.monotonic();
  }

  /** Forgets the session, here and in the store, if it is still this one. */
  async end(reason: SignedOutReason): Promise<void> {
    const ended = this.#current;
    if (ended === undefined) return;
    this.#take(undefined);
    await this.#store.exclusive(async () => {
      if ((await this.#store.read())?.refreshToken === ended.refreshToken) await this.#store.clear();
    });
    this.#ended(reason);
  }

  /** An access token that is good for a while. */
  async token(): Promise<string> {
    const session = await this.load();
    if (session === undefined) throw signedOut();
    const remaining = this.#remaining(session);
    if (remaining > session.lifetime / 3) return session.accessToken;
    try {
      return await this.renew(session.accessToken);
    } catch (fault) {
      // It is not urgent yet.
      if (this.#remaining(session) > 0 && this.#current !== undefined) return this.#current.accessToken;
      throw fault;
    }
  }

  /** Another access token than this one, which is too old or was refused. */
  renew(stale: string): Promise<string> {
    this.#refreshing ??= this.#store
      .exclusive(() => this.#refresh(stale))
      .finally(() => (this.#refreshing = undefined));
    return this.#refreshing;
  }

  /** How long the access token can be used before it has to be renewed, in milliseconds; for timers. */
  get renewIn(): number {
    const session = this.#current;
    return session === undefined
      ? Number.POSITIVE_INFINITY
      : Math.max(0, this.#remaining(session) - session.lifetime / 3);
  }

  async #refresh(stale: string): Promise<string> {
    const stored = await this.#store.read();
    if (stored?.userId !== this.#current?.userId || stored === undefined) {
      await this.#adopt();
      throw signedOut();
    }
    this.#take(stored);
    if (stored.accessToken !== stale) return stored.accessToken;
    await this.#requireUnused(stored);
    const marked = { ...stored, refreshingSince: this.#clock.now() };
    await this.#store.write(marked);
    try {
      const answer = await this.#calls.refresh(stored.refreshToken);
      const session = this.#sessionOf(answer.value, answer.date);
      await this.#store.write(session);
      this.#take(session);
      this.#receivedAt = this.#clock.monotonic();
      return session.accessToken;
    } catch (fault) {
      await this.#refreshFailed(stored, fault);
      throw fault;
    }
  }

  async #refreshFailed(stored: StoredSession, fault: unknown): Promise<void> {
    const code = fault instanceof ChatError ? fault.code : "network";
    if (code === "network" || code === "unavailable" || code === "protocol" || code === "internal") {
      this.#log("warn", "A refresh of the session got no answer.", code);
      return;
    }
    if (code === "unauthenticated" || code === "account_suspended" || code === "account_deactivated") {
      this.#take(undefined);
      await this.#store.clear();
      this.#ended("revoked");
      return;
    }
    // A refusal that left everything as it was.
    await this.#store.write(stored);
  }

  /** Throws where the refresh token may have been used already and an access token still serves. */
  async #requireUnused(stored: StoredSession): Promise<void> {
    if (stored.refreshingSince === undefined) return;
    const age = this.#clock.now() - stored.refreshingSince;
    if (age >= 0 && age < LATE) throw unsettled();
    if (!stored.dated || this.#remaining(stored) <= 0) return;
    const lastUsedAt = await this.#calls.lastUsedAt(stored.accessToken).catch((fault: unknown) => {
      // A token that is refused has nothing to lose.
      if (fault instanceof ChatError && fault.code === "unauthenticated") return undefined;
      throw fault;
    });
    if (lastUsedAt !== undefined && wasRefreshed(stored, lastUsedAt)) throw unsettled();
  }

  /** Another tab has changed what is stored. */
  async #adopt(): Promise<void> {
    const before = this.#current;
    if (before === undefined) return;
    const stored = await this.#store.read();
    if (this.#current === undefined || this.#current.userId === stored?.userId) {
      if (stored !== undefined && this.#current !== undefined) this.#take(stored);
      return;
    }
    this.#take(undefined);
    this.#ended(stored === undefined ? "loggedOut" : "replaced");
  }

  #take(session: StoredSession | undefined): void {
    if (session?.accessToken !== this.#current?.accessToken) this.#receivedAt = undefined;
    this.#current = session;
  }

  /** By the monotonic clock where this process has received it itself. */
  #remaining(session: StoredSession): number {
    return this.#receivedAt === undefined
      ? remainingOf(session, this.#clock.now())
      : session.lifetime - (this.#clock.monotonic() - this.#receivedAt);
  }

  #sessionOf(answer: SignedIn, date: number | undefined): StoredSession {
    const now = this.#clock.now();
    return {
      userId: answer.userId,
      handle: answer.handle,
      ...(answer.role === undefined ? {} : { role: answer.role }),
      accessToken: answer.accessToken,
      accessTokenExpiresAt: answer.accessTokenExpiresAt,
      refreshToken: answer.refreshToken,
      receivedAt: now,
      ...lifetimeOf(answer.accessTokenExpiresAt, date, now),
    };
  }
}

function signedOut(): ChatError {
  return new ChatError({ code: "signed_out", message: "There is no session." });
}

function unsettled(): ChatError {
  return new ChatError({ code: "network", message: "It is not known yet what became of the last refresh." });
}
