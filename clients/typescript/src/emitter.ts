/** Listeners by event. One that throws is reported and keeps nobody else from hearing. */
export class Emitter<Events> {
  readonly #handlers = new Map<keyof Events, Set<(detail: never) => void>>();
  readonly #failed: (fault: unknown) => void;

  constructor(failed: (fault: unknown) => void) {
    this.#failed = failed;
  }

  on<K extends keyof Events>(event: K, handler: (detail: Events[K]) => void): () => void {
    const handlers = this.#handlers.get(event) ?? new Set();
    this.#handlers.set(event, handlers);
    // Each call is a listener of its own, also of the same function.
    const listener = (detail: Events[K]): void => handler(detail);
    handlers.add(listener);
    return () => {
      handlers.delete(listener);
    };
  }

  emit<K extends keyof Events>(event: K, detail: Events[K]): void {
    for (const handler of [...(this.#handlers.get(event) ?? [])]) {
      try {
        (handler as (detail: Events[K]) => void)(detail);
      } catch (fault) {
        this.#failed(fault);
      }
    }
  }
}
