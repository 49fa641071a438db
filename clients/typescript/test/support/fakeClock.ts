import type { Clock } from "../../src/clock.js";

interface Timer {
  readonly at: number;
  readonly act: () => void;
}

/** Time that stands still until it is moved. */
export class FakeClock implements Clock {
  readonly #timers = new Set<Timer>();
  #elapsed = 0;
  #wall = Date.parse("2026-03-01T09:30:00.000Z");

  now(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  after(milliseconds: number, act: () => void): () => void {
    const timer = { at: this.#elapsed + milliseconds, act };
    this.#timers.add(timer);
    return () => this.#timers.delete(timer);
  }

  /** The device's clock is set to another time; nothing else happens. */
  jump(milliseconds: number): void {
    this.#wall += milliseconds;
  }

  /** Lets time pass, with everything that happens in it. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#elapsed + milliseconds;
    await settle();
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#move(next.at);
      this.#timers.delete(next);
      next.act();
      await settle();
    }
    this.#move(end);
  }

  #next(end: number): Timer | undefined {
    let first: Timer | undefined;
    for (const timer of this.#timers) {
      if (timer.at <= end && (first === undefined || timer.at < first.at)) first = timer;
    }
    return first;
  }

  #move(to: number): void {
    const by = Math.max(0, to - this.#elapsed);
    this.#elapsed += by;
    this.#wall += by;
  }
}

/** Everything that can happen without time passing has happened; some of it takes a few turns of the loop. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
}
