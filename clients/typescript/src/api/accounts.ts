import type { HostLoginRequest, LoginRequest, RegisterRequest, SignedIn } from "../contract.js";
import type { Http } from "./http.js";

/** A new session, and the server's clock. */
export interface NewSession {
  readonly value: SignedIn;
  readonly date?: number;
}

/** Calls without a session. */
export class AccountsApi {
  readonly #http: Http;

  /** @internal */
  constructor(http: Http) {
    this.#http = http;
  }

  /** @internal */
  register(account: RegisterRequest): Promise<NewSession> {
    return this.#begin("/auth/register", account);
  }

  /** @internal */
  logIn(credentials: LoginRequest): Promise<NewSession> {
    return this.#begin("/auth/login", credentials);
  }

  /** @internal */
  logInByHost(login: HostLoginRequest): Promise<NewSession> {
    return this.#begin("/auth/host", login);
  }

  /** @internal */
  refresh(refreshToken: string): Promise<NewSession> {
    return this.#begin("/auth/refresh", { refreshToken });
  }

  /** Asks for a mail with a token for a new password, by handle or mail address. The answer says nothing about who exists. */
  async forgotPassword(name: string): Promise<void> {
    await this.#http.send({ method: "POST", path: "/auth/password/forgot", body: { name } });
  }

  /** Chooses a new password with a mail's token. All sessions of the account end. */
  async resetPassword(token: string, newPassword: string): Promise<void> {
    await this.#http.send({ method: "POST", path: "/auth/password/reset", body: { token, newPassword } });
  }

  async #begin(path: string, body: object): Promise<NewSession> {
    const { response, date } = await this.#http.send({ method: "POST", path, body });
    const value = (await response.json()) as SignedIn;
    return date === undefined ? { value } : { value, date };
  }
}
