import { pause } from "../clock.js";
import type { Clock } from "../clock.js";
import type { HubMethods } from "../contract.js";
import { ChatError } from "../errors.js";
import type { Link } from "../transport/transport.js";

/** A connection that is used: unwraps answers, and counts as lost when one does not come in time. */
export class LiveLink {
  readonly #link: Link;
  readonly #clock: Clock;
  readonly #patience: number;
  readonly #lost: () => void;
  readonly #over = new AbortController();

  constructor(link: Link, clock: Clock, patience: number, lost: () => void) {
    this.#link = link;
    this.#clock = clock;
    this.#patience = patience;
    this.#lost = lost;
  }

  /** Aborted once the connection is gone. */
  get signal(): AbortSignal {
    return this.#over.signal;
  }

  /** Whether the connection is gone. */
  isOver(): boolean {
    return this.#over.signal.aborted;
  }

  /** Calls. Throws the refusal; `network` where the connection is lost first; `protocol` for what the server does not take for a call. */
  async invoke<K extends keyof HubMethods>(method: K, argument: HubMethods[K][0]): Promise<HubMethods[K][1]> {
    if (this.isOver()) throw lost();
    const answered = new AbortController();
    try {
      const envelope = await Promise.race([
        this.#link.invoke(method, argument),
        this.#silence(answered.signal),
      ]);
      if (envelope.ok) return envelope.value;
      throw ChatError.ofRefusal(envelope.error);
    } catch (fault) {
      if (fault instanceof ChatError) throw fault;
      if (this.isOver()) throw lost(fault);
      throw new ChatError({ code: "protocol", message: `The server did not take ${method}.`, cause: fault });
    } finally {
      answered.abort();
    }
  }

  /** The connection is gone, or is not wanted any more. */
  end(): void {
    if (this.isOver()) return;
    this.#over.abort();
    this.#link.close();
  }

  /** Throws when the connection is lost or the server has been silent for too long. */
  async #silence(answered: AbortSignal): Promise<never> {
    const { promise: over, resolve } = withResolvers();
    const listener = (): void => resolve();
    this.signal.addEventListener("abort", listener, { once: true });
    await Promise.race([pause(this.#clock, this.#patience, answered), over]);
    this.signal.removeEventListener("abort", listener);
    if (!answered.aborted && !this.isOver()) this.#lost();
    throw lost();
  }
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}

function lost(cause?: unknown): ChatError {
  return new ChatError({
    code: "network",
    message: "The connection was lost.",
    ...(cause === undefined ? {} : { cause }),
  });
}
