import { AccountsApi } from "./api/accounts.js";
import { Api } from "./api/api.js";
import { Calls } from "./api/calls.js";
import { Http } from "./api/http.js";
import { pause } from "./clock.js";
import type { Clock } from "./clock.js";
import type { LiveLink } from "./connection/liveLink.js";
import type { SessionsAnswer, TicketAnswer } from "./contract.js";
import { ChatError } from "./errors.js";
import type { SignedOutReason } from "./events.js";
import type { Log } from "./log.js";
import { Session } from "./session/session.js";
import type { SessionStore } from "./session/sessionStore.js";

/** What an account needs, and who is told of its end. */
export interface AccountOptions {
  readonly server: string;
  readonly store: SessionStore;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly patience: number;
  readonly log: Log;
  readonly ended: (reason: SignedOutReason) => void;
}

/** Between two looks at a session that could not be refreshed, in milliseconds. */
const RETRY = 10_000;

/** Who is signed in, and the calls that they can make. */
export class Account {
  readonly session: Session;
  readonly accounts: AccountsApi;
  readonly api: Api;
  readonly #calls: Calls;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor({ server, store, fetch, clock, patience, log, ended }: AccountOptions) {
    const http = new Http(server, fetch, clock, patience);
    this.accounts = new AccountsApi(http);
    this.session = new Session(
      {
        refresh: (refreshToken) => this.accounts.refresh(refreshToken),
        lastUsedAt: (token) => lastUsedAt(http, token),
      },
      store,
      clock,
      log,
      ended,
    );
    this.#calls = new Calls(http, this.session);
    this.api = new Api(http, this.#calls);
    this.#clock = clock;
    this.#log = log;
  }

  /** The user id of the session; throws `signed_out` where there is none. */
  self(): string {
    const session = this.session.current;
    if (session === undefined) throw new ChatError({ code: "signed_out", message: "There is no session." });
    return session.userId;
  }

  /** A ticket for one connection. */
  async ticket(signal: AbortSignal): Promise<string> {
    const call = { method: "POST", path: "/connections/tickets", signal } as const;
    return (await this.#calls.json<TicketAnswer>(call)).ticket;
  }

  /** Tells the server that the session is over; whatever it answers. */
  async logOut(): Promise<void> {
    await this.#calls
      .done({ method: "POST", path: "/auth/logout" })
      .catch((fault: unknown) => this.#log("info", "The server was not told of the logout.", fault));
  }

  /** A connection may outlive its access token, never its session: that is kept alive by a refresh now and then. */
  async keepAlive(link: LiveLink): Promise<void> {
    while (!link.isOver()) {
      await pause(this.#clock, this.session.renewIn + 1_000, link.signal);
      if (link.isOver()) return;
      await this.session
        .token()
        .catch((fault: unknown) => this.#log("info", "The session was not refreshed.", fault));
      await pause(this.#clock, RETRY, link.signal);
    }
  }
}

/** When the session was begun or refreshed last. */
async function lastUsedAt(http: Http, token: string): Promise<string | undefined> {
  const { response } = await http.send({ method: "GET", path: "/sessions" }, token);
  const { sessions } = (await response.json()) as SessionsAnswer;
  return sessions.find((session) => session.current)?.lastUsedAt;
}
