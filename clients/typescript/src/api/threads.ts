import type { ThreadPage, ThreadView } from "../contract.js";
import type { CallOptions, Calls } from "./calls.js";
import { segment } from "./http.js";

/** Threads over HTTP. `ChatClient` keeps them live; these are for lists of archived ones, scripts, and pages without a connection. */
export class ThreadsApi {
  readonly #calls: Calls;

  /** @internal */
  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** A page, newest activity first; `limit` is 1 to 200, 50 by default. `archived` asks for those alone, or for the others alone. */
  list(
    options: {
      readonly limit?: number;
      readonly cursor?: string;
      readonly archived?: boolean;
    } & CallOptions = {},
  ): Promise<ThreadPage> {
    const { signal, ...query } = options;
    return this.#calls.json({ method: "GET", path: "/threads", query, ...(signal && { signal }) });
  }

  /** `not_a_member`, `thread_not_found`. */
  get(threadId: string, options: CallOptions = {}): Promise<ThreadView> {
    return this.#calls.json({ method: "GET", path: `/threads/${segment(threadId)}`, ...options });
  }

  /** Opens the thread with a handle or user id. `self_busy` (with `activeThreadId`), `peer_busy`, `blocked`, `user_not_found`. */
  open(peer: string, options: CallOptions = {}): Promise<ThreadView> {
    return this.#calls.json({ method: "POST", path: "/threads", body: { with: peer }, ...options });
  }

  /** Ends the active phase for both. Repeating changes nothing. */
  close(threadId: string, options: CallOptions = {}): Promise<ThreadView> {
    return this.#calls.json({ method: "POST", path: `/threads/${segment(threadId)}/close`, ...options });
  }

  /** Puts the thread away until its next message, or brings it back. */
  archive(threadId: string, archived = true, options: CallOptions = {}): Promise<ThreadView> {
    return this.#calls.json({
      method: archived ? "PUT" : "DELETE",
      path: `/threads/${segment(threadId)}/archive`,
      ...options,
    });
  }

  /** Mutes until a time (RFC 3339), or for good without one. */
  mute(threadId: string, until?: string, options: CallOptions = {}): Promise<ThreadView> {
    const body = until === undefined ? {} : { until };
    return this.#calls.json({ method: "PUT", path: `/threads/${segment(threadId)}/mute`, body, ...options });
  }

  unmute(threadId: string, options: CallOptions = {}): Promise<ThreadView> {
    return this.#calls.json({ method: "DELETE", path: `/threads/${segment(threadId)}/mute`, ...options });
  }
}
