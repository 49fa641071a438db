interface Waiting {
  readonly grant: () => void;
}

/** Web Locks of one origin, exclusive ones only. */
export class FakeLocks {
  readonly #held = new Map<string, Waiting[]>();

  request = async <T>(
    name: string,
    ...rest:
      | [(lock: { readonly name: string } | null) => Promise<T> | T]
      | [
          { readonly ifAvailable?: boolean; readonly signal?: AbortSignal },
          (lock: { readonly name: string } | null) => Promise<T> | T,
        ]
  ): Promise<T> => {
    const [options, work] = rest.length === 1 ? [{}, rest[0]] : rest;
    const queue = this.#held.get(name);
    if (queue !== undefined) {
      if (options.ifAvailable === true) return work(null);
      await new Promise<void>((resolve, reject) => {
        const waiting = { grant: resolve };
        queue.push(waiting);
        options.signal?.addEventListener("abort", () => {
          queue.splice(queue.indexOf(waiting), 1);
          reject(new Error("aborted"));
        });
      });
    } else {
      this.#held.set(name, []);
    }
    try {
      return await work({ name });
    } finally {
      const next = this.#held.get(name)?.shift();
      if (next === undefined) this.#held.delete(name);
      else next.grant();
    }
  };
}
