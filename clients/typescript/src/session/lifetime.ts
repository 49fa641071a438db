import type { StoredSession } from "./sessionStore.js";

/** Where neither clock says anything sensible: short enough to be true of any server, in milliseconds. */
const ASSUMED = 300_000;
const LONGEST = 86_400_000;

/** How far two moments of one call may be apart, in milliseconds. */
const SLACK = 60_000;

/** How long an access token lives from now on: by the server's clock where the answer was dated, else by the device's. */
export function lifetimeOf(
  expiresAt: string,
  date: number | undefined,
  now: number,
): { readonly lifetime: number; readonly dated: boolean } {
  const end = Date.parse(expiresAt);
  const lifetime = end - (date ?? now);
  return lifetime > 0 && lifetime <= LONGEST
    ? { lifetime, dated: date !== undefined }
    : { lifetime: ASSUMED, dated: false };
}

/** What is left of it by the device's clock; a clock that was set back does not make it live longer. */
export function remainingOf(session: StoredSession, now: number): number {
  return session.lifetime - Math.max(0, now - session.receivedAt);
}

/** Whether the session was refreshed after these tokens were issued. */
export function wasRefreshed(session: StoredSession, lastUsedAt: string): boolean {
  const issuedAt = Date.parse(session.accessTokenExpiresAt) - session.lifetime;
  return Date.parse(lastUsedAt) - issuedAt > SLACK;
}
