import type { SendAck, ThreadEvent } from "../contract.js";
import type { ChatError } from "../errors.js";
import type { OutboxEntry } from "./outbox.js";

/** Where an outgoing command is. `stored` is acknowledged, while its event has not come yet. */
export type OutgoingState = "waiting" | "sending" | "failed" | "stored";

/** A command on its way, with whoever waits for it. */
export class OutgoingItem {
  entry: OutboxEntry;
  state: OutgoingState = "waiting";
  ack: SendAck | undefined;
  error: ChatError | undefined;
  /** Kept by the outbox, or known not to be. */
  kept: Promise<void> = Promise.resolve();
  /** Whether somebody holds the promise, so that a refusal is not told twice. */
  readonly heard: boolean;
  readonly settled: Promise<SendAck>;
  #resolve: (ack: SendAck) => void = () => undefined;
  #reject: (error: ChatError) => void = () => undefined;

  constructor(entry: OutboxEntry, heard: boolean) {
    this.entry = entry;
    this.heard = heard;
    this.settled = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // Nobody has to listen.
    this.settled.catch(() => undefined);
  }

  resolve(ack: SendAck): void {
    this.#resolve(ack);
  }

  reject(error: ChatError): void {
    this.#reject(error);
  }
}

/** The acknowledgement that an event of one's own is. */
export function ackOf(event: Pick<ThreadEvent, "seq" | "at">): SendAck {
  return { seq: event.seq, sentAt: event.at, duplicate: true };
}
