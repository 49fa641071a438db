import { systemClock, type Clock } from "chat-orleans";

/** A device's clock that can be set wrong, as people and batteries do. Timers and durations go on as ever. */
export class JumpingClock implements Clock {
  #off = 0;

  now(): number {
    return systemClock.now() + this.#off;
  }

  monotonic(): number {
    return systemClock.monotonic();
  }

  after(milliseconds: number, act: () => void): () => void {
    return systemClock.after(milliseconds, act);
  }

  jump(milliseconds: number): void {
    this.#off += milliseconds;
  }
}
