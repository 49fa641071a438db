const FIRST = 1_000;
const LONGEST = 30_000;

/**
 * How long to wait before the next attempt, in milliseconds: anything from none to a bound that doubles with each attempt that
 * failed ("full jitter"), so that many clients that were lost together come back apart. What the server asked for comes first.
 */
export function backoff(attempt: number, random: number, retryAfterMs = 0): number {
  return retryAfterMs + random * Math.min(LONGEST, FIRST * 2 ** Math.min(attempt, 30));
}
