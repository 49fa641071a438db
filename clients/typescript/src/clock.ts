/** Time. Durations are measured on {@link monotonic}, which no change of the device's clock touches. */
export interface Clock {
  /** Milliseconds since 1970, as the device believes. */
  now(): number;
  /** Milliseconds since whenever; never goes back. */
  monotonic(): number;
  /** Calls once, after so many milliseconds; the answer takes it back. */
  after(milliseconds: number, act: () => void): () => void;
}

/** The platform's time. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, act) {
    // Longer ones would fire at once.
    const timer = setTimeout(act, Math.min(milliseconds, 2 ** 31 - 1));
    return () => clearTimeout(timer);
  },
};

/** Resolves after so many milliseconds, at once for none, or as soon as the signal is aborted. */
export function pause(clock: Clock, milliseconds: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted === true || !(milliseconds > 0)) {
      resolve();
      return;
    }
    const cancel = clock.after(milliseconds, () => {
      signal?.removeEventListener("abort", stop);
      resolve();
    });
    const stop = (): void => {
      cancel();
      resolve();
    };
    signal?.addEventListener("abort", stop, { once: true });
  });
}
