import { pause } from "../clock.js";
import type { Clock } from "../clock.js";
import { backoff } from "../connection/backoff.js";
import type { LiveLink } from "../connection/liveLink.js";
import type { ReadAnswer } from "../contract.js";
import type { ChatError } from "../errors.js";
import { settlingOf } from "../outbox/settling.js";

interface Mark {
  delivered: number;
  read: number;
  deliveredTold: number;
  readTold: number;
  running: boolean;
}

/** What marks need, and who is told what the server has answered. */
export interface MarksOptions {
  readonly clock: Clock;
  readonly random: () => number;
  readonly read: (threadId: string, answer: ReadAnswer) => void;
}

/** Tells the server how far messages have been delivered and read; of each thread the newest only, until it has heard. */
export class Marks {
  readonly #options: MarksOptions;
  readonly #marks = new Map<string, Mark>();
  #link: LiveLink | undefined;

  constructor(options: MarksOptions) {
    this.#options = options;
  }

  delivered(threadId: string, seq: number): void {
    const mark = this.#of(threadId);
    mark.delivered = Math.max(mark.delivered, seq);
    this.#run(threadId, mark);
  }

  read(threadId: string, seq: number): void {
    const mark = this.#of(threadId);
    mark.read = Math.max(mark.read, seq);
    this.#run(threadId, mark);
  }

  resume(link: LiveLink): void {
    this.#link = link;
    for (const [threadId, mark] of this.#marks) this.#run(threadId, mark);
  }

  clear(): void {
    this.#link = undefined;
    this.#marks.clear();
  }

  #of(threadId: string): Mark {
    const mark = this.#marks.get(threadId) ?? {
      delivered: 0,
      read: 0,
      deliveredTold: 0,
      readTold: 0,
      running: false,
    };
    this.#marks.set(threadId, mark);
    return mark;
  }

  #run(threadId: string, mark: Mark): void {
    const link = this.#link;
    if (mark.running || link === undefined || link.isOver() || !isDue(mark)) return;
    mark.running = true;
    void this.#tell(threadId, mark, link).finally(() => {
      mark.running = false;
      // On the connection of now, if there has been another one meanwhile.
      this.#run(threadId, mark);
    });
  }

  async #tell(threadId: string, mark: Mark, link: LiveLink): Promise<void> {
    const { clock, random } = this.#options;
    for (let attempt = 0; isDue(mark) && !link.isOver(); ) {
      const { read, delivered } = mark;
      try {
        if (read > mark.readTold) {
          const answer = await link.invoke("MarkRead", { threadId, seq: read });
          mark.readTold = read;
          this.#options.read(threadId, answer);
        } else {
          await link.invoke("MarkDelivered", { threadId, seq: delivered });
          mark.deliveredTold = delivered;
        }
        attempt = 0;
      } catch (fault) {
        const error = fault as ChatError;
        if (link.isOver()) return;
        if (settlingOf(error.code) === "failed") {
          // The thread is not there any more, or not the user's: nothing to tell.
          mark.readTold = Math.max(mark.readTold, read);
          mark.deliveredTold = Math.max(mark.deliveredTold, delivered);
        } else {
          await pause(clock, backoff(attempt++, random(), error.retryAfterMs), link.signal);
        }
      }
    }
  }
}

/** What was read is delivered. */
function isDue(mark: Mark): boolean {
  return mark.read > mark.readTold || mark.delivered > Math.max(mark.deliveredTold, mark.readTold);
}
