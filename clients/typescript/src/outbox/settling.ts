import type { ErrorCode } from "../errors.js";

/** What becomes of an outgoing command that was not acknowledged. */
export type Settling = "again" | "failed";

const AGAIN: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  "network",
  "rate_limited",
  "overloaded",
  "unavailable",
  "internal",
  // The session is looked after elsewhere; what is unsent waits for it.
  "unauthenticated",
  "signed_out",
]);

/** Again, with the same id and in order, where nothing was said about the command itself; failed where it was refused. */
export function settlingOf(code: ErrorCode): Settling {
  return AGAIN.has(code) ? "again" : "failed";
}
