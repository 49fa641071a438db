import type {
  ExportAnswer,
  Findability,
  Me,
  PushKey,
  PushRequest,
  SessionsAnswer,
  UserSettings,
} from "../contract.js";
import type { CallOptions, Calls } from "./calls.js";
import { segment } from "./http.js";

/** The signed-in user: settings, devices, password, account. */
export class MeApi {
  readonly #calls: Calls;

  /** @internal */
  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** Who is signed in, with the active thread if there is one. */
  get(options: CallOptions = {}): Promise<Me> {
    return this.#calls.json({ method: "GET", path: "/me", ...options });
  }

  settings(options: CallOptions = {}): Promise<UserSettings> {
    return this.#calls.json({ method: "GET", path: "/me/settings", ...options });
  }

  /** Changes what is named, and answers all of the settings. */
  changeSettings(settings: Partial<UserSettings>, options: CallOptions = {}): Promise<UserSettings> {
    return this.#calls.json({ method: "PATCH", path: "/me/settings", body: settings, ...options });
  }

  /** Whether others find the user by less than the whole handle. */
  findable(options: CallOptions = {}): Promise<Findability> {
    return this.#calls.json({ method: "GET", path: "/me/findable", ...options });
  }

  setFindable(findable: boolean, options: CallOptions = {}): Promise<Findability> {
    return this.#calls.json({ method: findable ? "PUT" : "DELETE", path: "/me/findable", ...options });
  }

  /** The user's sessions, the last used first. */
  sessions(options: CallOptions = {}): Promise<SessionsAnswer> {
    return this.#calls.json({ method: "GET", path: "/sessions", ...options });
  }

  /** Ends one session, as by logging out there. */
  endSession(sessionId: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.done({ method: "DELETE", path: `/sessions/${segment(sessionId)}`, ...options });
  }

  /** Ends all sessions but this one. */
  endOtherSessions(options: CallOptions = {}): Promise<void> {
    return this.#calls.done({ method: "DELETE", path: "/sessions", ...options });
  }

  /** Changes the password; all other sessions end. `invalid_credentials` for a wrong current one. */
  changePassword(currentPassword: string, newPassword: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.done({
      method: "POST",
      path: "/me/password",
      body: { currentPassword, newPassword },
      ...options,
    });
  }

  /** Leaves, with everything kept: logging in with `reactivate` comes back. All sessions end, this one too. */
  deactivate(password: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.done({ method: "POST", path: "/me/deactivate", body: { password }, ...options });
  }

  /** Erases the user, for ever. All sessions end, this one too. */
  erase(password: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.done({ method: "DELETE", path: "/me", body: { password }, ...options });
  }

  /** Has everything written down that is stored of the user; it is made in the background. */
  startExport(options: CallOptions = {}): Promise<ExportAnswer> {
    return this.#calls.json({ method: "POST", path: "/me/export", ...options });
  }

  /** The last export. `export_not_found` when there is none, or no longer. */
  export(options: CallOptions = {}): Promise<ExportAnswer> {
    return this.#calls.json({ method: "GET", path: "/me/export", ...options });
  }

  /** The export itself: for programs, or for people. */
  async downloadExport(format: "json" | "html", options: CallOptions = {}): Promise<Blob> {
    const { response } = await this.#calls.send({ method: "GET", path: `/me/export/${format}`, ...options });
    return response.blob();
  }

  /** What a browser subscribes to Web Push with. `push_disabled` where there is none. */
  pushKey(options: CallOptions = {}): Promise<PushKey> {
    return this.#calls.json({ method: "GET", path: "/push/key", ...options });
  }

  /** Makes this the subscription of the device: what `PushSubscription.toJSON()` answers. */
  subscribeToPush(subscription: PushRequest, options: CallOptions = {}): Promise<void> {
    return this.#calls.done({ method: "PUT", path: "/me/push", body: subscription, ...options });
  }

  unsubscribeFromPush(options: CallOptions = {}): Promise<void> {
    return this.#calls.done({ method: "DELETE", path: "/me/push", ...options });
  }
}
