import type { LiveLink } from "../connection/liveLink.js";
import type { PresenceView } from "../contract.js";

/** Who is there: those watched, again after each reconnect, and those the server tells of by itself. */
export class Presence {
  readonly #changed: (presence: PresenceView) => void;
  readonly #known = new Map<string, PresenceView>();
  #watched: readonly string[] = [];

  constructor(changed: (presence: PresenceView) => void) {
    this.#changed = changed;
  }

  of(userId: string): PresenceView | undefined {
    return this.#known.get(userId);
  }

  told(presence: PresenceView): void {
    this.#known.set(presence.userId, presence);
    this.#changed(presence);
  }

  /** Watches these instead of the last ones; without a connection, as soon as there is one. */
  async watch(userIds: readonly string[], link: LiveLink | undefined): Promise<readonly PresenceView[]> {
    this.#watched = [...userIds];
    if (link === undefined) return [];
    const { users } = await link.invoke("WatchPresence", { userIds: this.#watched });
    for (const presence of users) this.told(presence);
    return users;
  }

  resume(link: LiveLink): void {
    if (this.#watched.length > 0) void this.watch(this.#watched, link).catch(() => undefined);
  }

  clear(): void {
    this.#watched = [];
    this.#known.clear();
  }
}
