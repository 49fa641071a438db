import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { IndexedDbOutbox } from "../src/outbox/indexedDbOutbox.js";
import type { OutboxEntry } from "../src/outbox/outbox.js";
import { FakeLocks } from "./support/fakeLocks.js";

const OWNER = { server: "https://chat.test", userId: `u_${"a".repeat(32)}` };
const none = (): void => undefined;

function entry(order: number, text = `m${order}`): OutboxEntry {
  return {
    threadId: "0".repeat(32),
    clientMessageId: `id-${order}`,
    order,
    writtenAt: "2026-03-01T09:30:00.000Z",
    command: { type: "send", text },
  };
}

function orders(entries: readonly OutboxEntry[]): number[] {
  return entries.map(({ order }) => order);
}

/** What will be adopted, and whom to tell of it. */
function telling(): {
  readonly told: Promise<readonly OutboxEntry[]>;
  readonly tell: (entries: readonly OutboxEntry[]) => void;
} {
  let tell: (entries: readonly OutboxEntry[]) => void = none;
  const told = new Promise<readonly OutboxEntry[]>((resolve) => (tell = resolve));
  return { told, tell };
}

describe.each([true, false])("The outbox in IndexedDB, with Web Locks: %s", (hasLocks) => {
  const opened: IndexedDbOutbox[] = [];

  beforeEach(() => {
    vi.stubGlobal("indexedDB", new IDBFactory());
    vi.stubGlobal("navigator", hasLocks ? { locks: new FakeLocks() } : {});
  });

  afterEach(async () => {
    for (const outbox of opened.splice(0)) await outbox.close();
    vi.unstubAllGlobals();
  });

  async function open(
    adopted: (entries: readonly OutboxEntry[]) => void = none,
    owner = OWNER,
  ): Promise<[IndexedDbOutbox, readonly OutboxEntry[]]> {
    const outbox = new IndexedDbOutbox();
    opened.push(outbox);
    return [outbox, await outbox.open(owner, adopted)];
  }

  it("keeps entries over a reload, in their order, until they are removed", async () => {
    const [before] = await open();
    for (const order of [3, 1, 2]) await before.put(entry(order));
    await before.remove(entry(2));
    await before.put({ ...entry(3), failed: { code: "too_large", message: "Too large." } });
    await before.close();
    const [after, entries] = await open();
    expect(orders(entries)).toEqual([1, 3]);
    expect(entries[1]?.failed?.code).toBe("too_large");
    await after.close();
    const [, again] = await open();
    expect(again).toEqual(entries);
  });

  it("shows each user their own", async () => {
    const [before] = await open();
    await before.put(entry(1));
    await before.close();
    const [, others] = await open(none, { ...OWNER, userId: `u_${"b".repeat(32)}` });
    expect(others).toEqual([]);
    const [, elsewhere] = await open(none, { ...OWNER, server: "https://other.test" });
    expect(elsewhere).toEqual([]);
  });

  it("clears what this tab holds", async () => {
    const [outbox] = await open();
    await outbox.put(entry(1));
    await outbox.clear();
    await outbox.close();
    const [, entries] = await open();
    expect(entries).toEqual([]);
  });

  it("refuses to keep anything when it is not open", async () => {
    await expect(new IndexedDbOutbox().put(entry(1))).rejects.toThrow("not open");
  });
});

describe("Tabs that share an outbox", () => {
  beforeEach(() => {
    vi.stubGlobal("indexedDB", new IDBFactory());
    vi.stubGlobal("navigator", { locks: new FakeLocks() });
  });

  afterEach(() => vi.unstubAllGlobals());

  it("leave a living tab its own, and take over what a closed one has left, at once", async () => {
    const [one, two] = [new IndexedDbOutbox(), new IndexedDbOutbox()];
    await one.open(OWNER, none);
    await one.put(entry(1));
    await one.put(entry(2));
    const { told, tell } = telling();
    expect(await two.open(OWNER, tell)).toEqual([]);
    await two.put(entry(9));
    await one.remove(entry(1));
    await one.close();
    expect(orders(await told)).toEqual([2]);
    await two.close();
    const three = new IndexedDbOutbox();
    expect(orders(await three.open(OWNER, none))).toEqual([2, 9]);
    await three.close();
  });

  it("hear of a tab that came later, and take over what it leaves", async () => {
    const [one, two] = [new IndexedDbOutbox(), new IndexedDbOutbox()];
    const { told, tell } = telling();
    await one.open(OWNER, tell);
    await one.put(entry(5));
    await two.open(OWNER, none);
    await two.put(entry(7));
    // The word of it goes by a channel: another one on the same channel hears it no later.
    await new Promise<void>((resolve) => {
      const channel = new BroadcastChannel("chat-orleans:outbox");
      channel.onmessage = () => {
        channel.close();
        resolve();
      };
      void two.put(entry(8));
    });
    await two.close();
    expect(orders(await told)).toEqual([7, 8]);
    await one.close();
  });
});
