import { randomId } from "../randomId.js";

/** Tells which tabs live: each holds a lock for as long as it does. */
export class TabLocks {
  /** This tab, anew with every load of its page. */
  readonly tab = randomId();
  readonly #prefix: string;
  readonly #account: string;
  readonly #ended: (tab: string) => Promise<void>;
  readonly #locks: LockManager | undefined = (
    globalThis.navigator as { readonly locks?: LockManager } | undefined
  )?.locks;
  readonly #closing = new AbortController();
  readonly #watched = new Set<string>();
  #channel: BroadcastChannel | undefined;

  /** `ended` is told when a tab that is watched has ended; during the call nobody else is told of it. */
  constructor(prefix: string, account: string, ended: (tab: string) => Promise<void>) {
    this.#prefix = prefix;
    this.#account = account;
    this.#ended = ended;
  }

  /** From here on this tab counts as living. */
  async hold(): Promise<void> {
    const { signal } = this.#closing;
    if (typeof BroadcastChannel === "function") {
      this.#channel = new BroadcastChannel(this.#prefix);
      this.#channel.onmessage = ({
        data,
      }: MessageEvent<{ readonly account?: string; readonly tab?: string }>) => {
        if (data.account === this.#account && data.tab !== undefined) this.watch(data.tab);
      };
    }
    if (this.#locks === undefined) return;
    const locks = this.#locks;
    await new Promise<void>((held, failed) => {
      locks
        .request(this.#nameOf(this.tab), () => {
          held();
          return new Promise<void>((resolve) =>
            signal.addEventListener("abort", () => resolve(), { once: true }),
          );
        })
        .catch(failed);
    });
  }

  /** Runs the work if that tab does not live. */
  async tryWith(tab: string, work: () => Promise<void>): Promise<boolean> {
    if (this.#locks === undefined) {
      await work();
      return true;
    }
    return await this.#locks.request(this.#nameOf(tab), { ifAvailable: true }, async (lock) => {
      if (lock !== null) await work();
      return lock !== null;
    });
  }

  /** Waits for the end of a tab. */
  watch(tab: string): void {
    if (this.#locks === undefined || tab === this.tab || this.#watched.has(tab)) return;
    this.#watched.add(tab);
    void this.#locks
      .request(this.#nameOf(tab), { signal: this.#closing.signal }, () => this.#ended(tab))
      .catch(() => undefined)
      .finally(() => this.#watched.delete(tab));
  }

  /** Tells the other tabs that this one has something that they would take over. */
  tell(): void {
    this.#channel?.postMessage({ account: this.#account, tab: this.tab });
  }

  close(): void {
    this.#closing.abort();
    this.#channel?.close();
  }

  #nameOf(tab: string): string {
    return `${this.#prefix}:${tab}`;
  }
}
