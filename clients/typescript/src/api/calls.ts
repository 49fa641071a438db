import { ChatError } from "../errors.js";
import type { Session } from "../session/session.js";
import type { Http, HttpAnswer, HttpCall } from "./http.js";

/** Options of every call. */
export interface CallOptions {
  /** Gives the call up: it rejects with `canceled`, and may have been carried out or not. */
  readonly signal?: AbortSignal;
}

/** Calls with the session's access token, which is renewed when it is old or refused. */
export class Calls {
  readonly #http: Http;
  readonly #session: Session;

  constructor(http: Http, session: Session) {
    this.#http = http;
    this.#session = session;
  }

  /** The answer's JSON. */
  async json<T>(call: HttpCall): Promise<T> {
    const { response } = await this.send(call);
    return (await response.json()) as T;
  }

  /** For answers without a body. */
  async done(call: HttpCall): Promise<void> {
    await this.send(call);
  }

  /** Calls; once more, with a new token, where the token was refused. */
  async send(call: HttpCall): Promise<HttpAnswer> {
    return this.authorized((token) => this.#http.send(call, token));
  }

  /** Runs a call of one's own with a token in the same way. */
  async authorized<T>(run: (token: string) => Promise<T>): Promise<T> {
    const token = await this.#session.token();
    try {
      return await run(token);
    } catch (fault) {
      if (!(fault instanceof ChatError) || fault.code !== "unauthenticated") throw fault;
      return run(await this.#session.renew(token));
    }
  }

  addressOf(call: Pick<HttpCall, "path" | "query">): string {
    return this.#http.addressOf(call);
  }
}
