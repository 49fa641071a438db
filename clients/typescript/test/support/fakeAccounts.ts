import type { Clock } from "../../src/clock.js";
import type { SignedIn } from "../../src/contract.js";

interface Session {
  readonly userId: string;
  /** The token of now. */
  access: string;
  /** All tokens: the older ones are good for as long as they live. */
  readonly accesses: string[];
  refresh: string;
  usedAt: number;
}

/** Sessions with rotating refresh tokens, over HTTP that never leaves the process. */
export abstract class FakeAccounts {
  /** The calls that came. */
  readonly http: string[] = [];
  /** Whether anybody gets through. */
  up = true;
  /** What becomes of a refresh. */
  onRefresh: () => "answer" | "lose answer" | "refuse" = () => "answer";
  readonly #clock: Clock;
  readonly #sessions = new Map<string, Session>();
  #count = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What a `GET` of a user's answers beside what is about sessions. */
  protected abstract find(path: string, userId: string): unknown;

  /** The server's own time. */
  serverTime = (): number => Date.parse("2026-03-01T09:30:00.000Z") + this.#clock.monotonic();

  signIn(userId: string): SignedIn {
    const session = {
      userId,
      access: `access-${++this.#count}`,
      accesses: [`access-${this.#count}`],
      refresh: `refresh-${this.#count}`,
      usedAt: this.serverTime(),
    };
    this.#sessions.set(session.refresh, session);
    return this.#answer(session);
  }

  /** The sessions of a user end. */
  revoke(userId: string): void {
    for (const [key, session] of this.#sessions) if (session.userId === userId) this.#sessions.delete(key);
  }

  readonly fetch: typeof fetch = async (input, init) => {
    const path = new URL(input as string).pathname.replace("/api/v1", "");
    const token = new Headers(init?.headers).get("authorization")?.replace("Bearer ", "");
    this.http.push(`${init?.method ?? "GET"} ${path}`);
    await Promise.resolve();
    if (!this.up) throw new TypeError("fetch failed");
    if (path === "/auth/refresh")
      return this.#refresh(JSON.parse(init?.body as string) as { refreshToken: string });
    const session = [...this.#sessions.values()].find((one) => one.accesses.includes(token ?? ""));
    if (session === undefined) return problem(401, "unauthenticated");
    if (path === "/connections/tickets")
      return this.#json({ ticket: `ticket ${session.userId}`, expiresAt: "" });
    if (path === "/sessions")
      return this.#json({
        sessions: [{ current: true, lastUsedAt: new Date(session.usedAt).toISOString() }],
      });
    if (path === "/auth/logout") {
      this.revoke(session.userId);
      return new Response(null, { status: 204 });
    }
    const found = this.find(path, session.userId);
    return found === undefined ? problem(404, "not_found") : this.#json(found);
  };

  #refresh({ refreshToken }: { readonly refreshToken: string }): Response {
    const session = this.#sessions.get(refreshToken);
    const fate = this.onRefresh();
    if (session === undefined || fate === "refuse") {
      this.#sessions.clear();
      return problem(401, "unauthenticated");
    }
    this.#sessions.delete(refreshToken);
    session.access = `access-${++this.#count}`;
    session.accesses.push(session.access);
    session.refresh = `refresh-${this.#count}`;
    session.usedAt = this.serverTime();
    this.#sessions.set(session.refresh, session);
    if (fate === "lose answer") throw new TypeError("fetch failed");
    return this.#json(this.#answer(session));
  }

  #answer(session: { readonly userId: string; readonly access: string; readonly refresh: string }): SignedIn {
    return {
      userId: session.userId,
      handle: session.userId.slice(2, 8),
      accessToken: session.access,
      accessTokenExpiresAt: new Date(this.serverTime() + 900_000).toISOString(),
      refreshToken: session.refresh,
    };
  }

  #json(value: unknown): Response {
    return Response.json(value, { headers: { date: new Date(this.serverTime()).toUTCString() } });
  }
}

function problem(status: number, code: string): Response {
  return Response.json({ status, code, detail: code }, { status });
}
