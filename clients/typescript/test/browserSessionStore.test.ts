import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { BrowserSessionStore } from "../src/session/browserSessionStore.js";
import type { StoredSession } from "../src/session/sessionStore.js";
import { FakeLocks } from "./support/fakeLocks.js";

const SESSION: StoredSession = {
  userId: `u_${"a".repeat(32)}`,
  handle: "ada",
  accessToken: "access",
  accessTokenExpiresAt: "2026-03-01T09:45:00.000Z",
  refreshToken: "refresh",
  receivedAt: 0,
  lifetime: 900_000,
  dated: true,
};

/** What the stores use of `localStorage`. */
class FakeStorage {
  readonly items = new Map<string, string>();
  getItem = (key: string): string | null => this.items.get(key) ?? null;
  setItem = (key: string, value: string): unknown => this.items.set(key, value);
  removeItem = (key: string): unknown => this.items.delete(key);
}

describe("The session of all tabs", () => {
  let storage: FakeStorage;
  let page: EventTarget;

  beforeEach(() => {
    storage = new FakeStorage();
    page = new EventTarget();
    vi.stubGlobal("localStorage", storage);
    vi.stubGlobal("navigator", { locks: new FakeLocks() });
    vi.stubGlobal("addEventListener", page.addEventListener.bind(page));
    vi.stubGlobal("removeEventListener", page.removeEventListener.bind(page));
  });

  afterEach(() => vi.unstubAllGlobals());

  it("is read by every tab, and each server has its own", async () => {
    const [one, two] = [new BrowserSessionStore("https://a.test"), new BrowserSessionStore("https://a.test")];
    await one.write(SESSION);
    expect(await two.read()).toEqual(SESSION);
    expect(await new BrowserSessionStore("https://b.test").read()).toBeUndefined();
    await two.clear();
    expect(await one.read()).toBeUndefined();
  });

  it("is none where what is stored makes no sense", async () => {
    const store = new BrowserSessionStore("https://a.test");
    await store.write(SESSION);
    for (const key of storage.items.keys()) storage.items.set(key, '{"userId":');
    expect(await store.read()).toBeUndefined();
  });

  it("lets one tab at a time work on it, also after one has failed", async () => {
    const [one, two] = [new BrowserSessionStore("https://a.test"), new BrowserSessionStore("https://a.test")];
    const order: string[] = [];
    let finish: () => void = () => undefined;
    const first = one.exclusive(async () => {
      order.push("one begins");
      await new Promise<void>((resolve) => (finish = resolve));
      order.push("one ends");
      throw new Error("failed");
    });
    const second = two.exclusive(() => {
      order.push("two");
      return Promise.resolve(2);
    });
    const failed = expect(first).rejects.toThrow("failed");
    await Promise.resolve();
    finish();
    await failed;
    expect(await second).toBe(2);
    expect(order).toEqual(["one begins", "one ends", "two"]);
  });

  it("tells of what another tab does to it, and of nothing else", async () => {
    const store = new BrowserSessionStore("https://a.test");
    await store.write(SESSION);
    const [key] = storage.items.keys();
    const changed = vi.fn();
    const stop = store.watch(changed);
    const tell = (what: object): boolean => page.dispatchEvent(Object.assign(new Event("storage"), what));
    tell({ storageArea: storage, key: "something else" });
    tell({ storageArea: {}, key });
    expect(changed).not.toHaveBeenCalled();
    tell({ storageArea: storage, key });
    tell({ storageArea: storage, key: null });
    expect(changed).toHaveBeenCalledTimes(2);
    stop();
    tell({ storageArea: storage, key });
    expect(changed).toHaveBeenCalledTimes(2);
  });
});
