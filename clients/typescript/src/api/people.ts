import type { BlockPage, PeoplePage, ReportAnswer, ReportUserRequest } from "../contract.js";
import type { CallOptions, Calls } from "./calls.js";
import { segment } from "./http.js";

/** Finding people, and keeping away from them. */
export class PeopleApi {
  readonly #calls: Calls;

  /** @internal */
  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /** People by an exact handle, or by the first 3 to 64 characters of a handle or name; at most 20, no further pages. */
  find(query: string, options: { readonly limit?: number } & CallOptions = {}): Promise<PeoplePage> {
    const { limit, signal } = options;
    return this.#calls.json({
      method: "GET",
      path: "/users",
      query: { query, limit },
      ...(signal && { signal }),
    });
  }

  /** Whom the caller has blocked, the last one first; `limit` is 1 to 200, 50 by default. */
  blocked(
    options: { readonly limit?: number; readonly cursor?: string } & CallOptions = {},
  ): Promise<BlockPage> {
    const { signal, ...query } = options;
    return this.#calls.json({ method: "GET", path: "/blocks", query, ...(signal && { signal }) });
  }

  /** Blocks somebody: closes the thread of the two and hides each from the other. Repeating changes nothing. */
  block(userId: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.done({ method: "PUT", path: `/blocks/${segment(userId)}`, ...options });
  }

  unblock(userId: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.done({ method: "DELETE", path: `/blocks/${segment(userId)}`, ...options });
  }

  /** Reports somebody, with a message of theirs or without; text of at most 1,000 code points. They are not told. */
  report(report: ReportUserRequest, options: CallOptions = {}): Promise<ReportAnswer> {
    return this.#calls.json({ method: "POST", path: "/reports", body: report, ...options });
  }
}
