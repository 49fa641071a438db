import { ChatClient } from "../../src/client.js";
import { MemoryOutbox } from "../../src/outbox/memoryOutbox.js";
import { MemorySessionStore } from "../../src/session/memorySessionStore.js";
import { lifetimeOf } from "../../src/session/lifetime.js";
import { FakeClock } from "./fakeClock.js";
import { FakeServer } from "./fakeServer.js";
import { seeded } from "./seeded.js";

export const ADA = `u_${"a".repeat(32)}`;
export const BOB = `u_${"b".repeat(32)}`;

/** A client and where it keeps things, so that it can be begun anew as by a reload. */
export interface Device {
  readonly client: ChatClient;
  readonly session: MemorySessionStore;
  readonly outbox: MemoryOutbox;
  readonly userId: string;
}

/** Two people, a server between them, and a clock that stands still. */
export class World {
  readonly clock = new FakeClock();
  readonly server = new FakeServer(this.clock);
  readonly random: () => number;
  #ids = 0;

  constructor(seed = 1) {
    this.random = seeded(seed);
  }

  /** A device that is signed in and not connected; with another one's stores it is that one after a reload. */
  device(userId: string, before?: Device): Device {
    const answer = this.server.signIn(userId);
    const now = this.clock.now();
    const session =
      before?.session ??
      new MemorySessionStore({
        ...answer,
        receivedAt: now,
        ...lifetimeOf(answer.accessTokenExpiresAt, this.server.serverTime(), now),
      });
    const outbox = before?.outbox ?? new MemoryOutbox();
    const client = new ChatClient({
      server: "http://chat.test",
      clock: this.clock,
      random: this.random,
      newId: () => `id-${++this.#ids}`,
      transport: this.server.transport,
      fetch: this.server.fetch,
      session,
      outbox,
    });
    return { client, session, outbox, userId };
  }

  /** A device that is online. */
  async online(userId: string, before?: Device): Promise<Device> {
    const device = this.device(userId, before);
    const connected = device.client.connect();
    await this.clock.advance(0);
    await connected;
    return device;
  }
}
