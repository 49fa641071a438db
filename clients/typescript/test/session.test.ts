import { beforeEach, describe, expect, it } from "vitest";
import type { SignedOutReason } from "../src/events.js";
import { ADA, BOB, World } from "./support/world.js";
import type { Device } from "./support/world.js";

const MINUTE = 60_000;

describe("The session", () => {
  let world: World;
  let ada: Device;
  let ends: SignedOutReason[];

  beforeEach(() => {
    world = new World();
    world.server.open(ADA, BOB);
    ada = world.device(ADA);
    ends = [];
    ada.client.on("signedOut", (reason) => ends.push(reason));
  });

  const refreshes = (): number => world.server.http.filter((call) => call === "POST /auth/refresh").length;

  it("is refreshed before its token ends, once for all who ask", async () => {
    await ada.client.restore();
    await world.clock.advance(11 * MINUTE);
    await Promise.all([
      ada.client.api.me.sessions(),
      ada.client.api.me.sessions(),
      ada.client.api.me.sessions(),
    ]);
    expect(refreshes()).toBe(1);
  });

  it("is kept alive while online, also without any call", async () => {
    void ada.client.connect();
    await world.clock.advance(65 * MINUTE);
    expect(refreshes()).toBeGreaterThanOrEqual(5);
    expect(refreshes()).toBeLessThanOrEqual(8);
    expect(ends).toEqual([]);
  });

  it.each([-10, 10])("holds when the clock jumps by %d hours", async (hours) => {
    void ada.client.connect();
    await world.clock.advance(MINUTE);
    world.clock.jump(hours * 60 * MINUTE);
    world.server.cutAll();
    await world.clock.advance(30 * MINUTE);
    expect(ada.client.state).toBe("online");
    const reloaded = world.device(ADA, ada);
    void reloaded.client.connect();
    await world.clock.advance(30 * MINUTE);
    expect(reloaded.client.state).toBe("online");
    expect(refreshes()).toBeLessThan(15);
    expect(ends).toEqual([]);
  });

  it("is shared by two clients that never use a refresh token twice", async () => {
    const other = world.device(ADA, ada);
    void ada.client.connect();
    void other.client.connect();
    for (let time = 0; time < 12; time++) {
      await world.clock.advance(10 * MINUTE);
      world.server.cutAll();
    }
    await world.clock.advance(MINUTE);
    expect(ada.client.state).toBe("online");
    expect(other.client.state).toBe("online");
    expect(ends).toEqual([]);
  });

  it("does not risk itself when a refresh reached nobody: the token serves on, and a later refresh succeeds", async () => {
    await ada.client.restore();
    await world.clock.advance(11 * MINUTE);
    world.server.up = false;
    await expect(ada.client.api.me.sessions()).rejects.toMatchObject({ code: "network" });
    world.server.up = true;
    await world.clock.advance(MINUTE);
    await ada.client.api.me.sessions();
    expect((await ada.session.read())?.refreshToken).not.toBe("refresh-1");
    expect(ends).toEqual([]);
  });

  it("does not use a refresh token again that the server has seen, for as long as it can do without", async () => {
    await ada.client.restore();
    await world.clock.advance(11 * MINUTE);
    world.server.onRefresh = () => "lose answer";
    await ada.client.api.me.sessions();
    world.server.onRefresh = () => "answer";
    for (let time = 0; time < 3; time++) {
      await world.clock.advance(MINUTE);
      await ada.client.api.me.sessions();
    }
    expect(refreshes()).toBe(1);
    expect(ends).toEqual([]);
  });

  it("ends when the server has ended it, and keeps what is unsent for the same user", async () => {
    const thread = world.server.open(ADA, BOB);
    void ada.client.connect();
    await world.clock.advance(0);
    world.server.fate = (method) => (method === "SendMessage" ? "lose call" : "answer");
    ada.client.send(thread.threadId, { text: "unsent" });
    await world.clock.advance(0);
    world.server.revoke(ADA);
    await world.clock.advance(MINUTE);
    expect(ends).toEqual(["revoked"]);
    expect(ada.client.state).toBe("signedOut");
    expect(ada.client.me).toBeUndefined();
    expect([...ada.client.threads.keys()]).toEqual([]);

    world.server.fate = () => "answer";
    const back = await world.online(ADA, { ...world.device(ADA), outbox: ada.outbox });
    await world.clock.advance(0);
    expect(thread.history().map((message) => message.text)).toEqual(["unsent"]);
    expect(back.client.state).toBe("online");
  });

  it("ends by logging out, also where nobody hears it", async () => {
    void ada.client.connect();
    await world.clock.advance(0);
    world.server.up = false;
    await ada.client.logOut();
    expect(ends).toEqual(["loggedOut"]);
    expect(await ada.session.read()).toBeUndefined();
    await expect(ada.client.connect()).rejects.toMatchObject({ code: "signed_out" });
  });
});
