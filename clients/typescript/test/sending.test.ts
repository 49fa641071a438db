import { beforeEach, describe, expect, it } from "vitest";
import type { ChatError } from "../src/errors.js";
import type { Message } from "../src/thread.js";
import type { ModelThread } from "./support/modelThread.js";
import { ADA, BOB, World } from "./support/world.js";
import type { Device } from "./support/world.js";

describe("Sending", () => {
  let world: World;
  let ada: Device;
  let thread: ModelThread;

  beforeEach(async () => {
    world = new World();
    thread = world.server.open(ADA, BOB);
    ada = await world.online(ADA);
  });

  const shown = (device = ada): readonly Message[] =>
    device.client.threads.get(thread.threadId)?.messages ?? [];
  const texts = (device = ada): string[] =>
    shown(device).map((message) => `${message.text} ${message.state}`);
  const stored = (): string[] => thread.history().map((message) => message.text ?? "");

  it("shows a message at once and settles it when it is stored", async () => {
    const outgoing = ada.client.send(thread.threadId, { text: "Hello" });
    expect(texts()).toEqual(["Hello waiting"]);
    await world.clock.advance(0);
    const message = await outgoing.settled;
    expect(message).toMatchObject({
      seq: 2,
      text: "Hello",
      state: "sent",
      mine: true,
      clientMessageId: outgoing.clientMessageId,
    });
    expect(texts()).toEqual(["Hello sent"]);
    expect(await ada.outbox.open({ server: "http://chat.test", userId: ADA })).toEqual([]);
  });

  it("sends what was written offline in order, once connected", async () => {
    await ada.client.disconnect();
    ada.client.send(thread.threadId, { text: "one" });
    ada.client.send(thread.threadId, { text: "two" });
    await world.clock.advance(60_000);
    expect(texts()).toEqual(["one waiting", "two waiting"]);
    void ada.client.connect();
    await world.clock.advance(0);
    expect(stored()).toEqual(["one", "two"]);
    expect(texts()).toEqual(["one sent", "two sent"]);
  });

  it.each(["cut after", "cut before", "lose answer", "lose call"] as const)(
    "sends again with the same id what was lost: %s",
    async (fate) => {
      let once = true;
      world.server.fate = (method) => {
        if (method !== "SendMessage" || !once) return "answer";
        once = false;
        return fate;
      };
      const first = ada.client.send(thread.threadId, { text: "one" });
      ada.client.send(thread.threadId, { text: "two" });
      await world.clock.advance(60_000);
      await first.settled;
      expect(stored()).toEqual(["one", "two"]);
      expect(texts()).toEqual(["one sent", "two sent"]);
    },
  );

  it("keeps the order over a refusal for load, and waits as long as it was asked to", async () => {
    let refusals = 2;
    world.server.fate = (method) =>
      method === "SendMessage" && refusals-- > 0 ? { refuse: "overloaded", retryAfterMs: 10_000 } : "answer";
    ada.client.send(thread.threadId, { text: "one" });
    ada.client.send(thread.threadId, { text: "two" });
    await world.clock.advance(9_999);
    expect(refusals).toBe(1);
    await world.clock.advance(60_000);
    expect(stored()).toEqual(["one", "two"]);
  });

  it("leaves a refused message marked, goes on with the others, and sends it again when asked", async () => {
    world.server.fate = (method, argument) =>
      method === "SendMessage" && (argument as { text: string }).text === "bad"
        ? { refuse: "too_large" }
        : "answer";
    const bad = ada.client.send(thread.threadId, { text: "bad" });
    ada.client.send(thread.threadId, { text: "good" });
    await world.clock.advance(0);
    await expect(bad.settled).rejects.toMatchObject({ code: "too_large" });
    expect(texts()).toEqual(["good sent", "bad failed"]);
    expect(shown()[1]?.error?.code).toBe("too_large");

    const reloaded = await world.online(ADA, ada);
    expect(texts(reloaded)).toEqual(["bad failed"]);
    world.server.fate = () => "answer";
    expect(reloaded.client.retry(thread.threadId, bad.clientMessageId)).toBe(true);
    await world.clock.advance(0);
    expect(stored()).toEqual(["good", "bad"]);
  });

  it("discards what is not on its way, and says so to who waits", async () => {
    await ada.client.disconnect();
    const outgoing = ada.client.send(thread.threadId, { text: "no" });
    expect(ada.client.discard(thread.threadId, outgoing.clientMessageId)).toBe(true);
    await expect(outgoing.settled).rejects.toMatchObject({ code: "canceled" });
    void ada.client.connect();
    await world.clock.advance(0);
    expect(stored()).toEqual([]);
    expect(ada.client.discard(thread.threadId, outgoing.clientMessageId)).toBe(false);
  });

  it("survives a reload in mid-send: stored once, whether or not the server had it", async () => {
    for (const fate of ["lose answer", "lose call"] as const) {
      world.server.fate = (method) => (method === "SendMessage" ? fate : "answer");
      const before = await world.online(ADA, ada);
      before.client.send(thread.threadId, { text: fate });
      await world.clock.advance(0);
      await before.client.disconnect();
      world.server.fate = () => "answer";
      const after = await world.online(ADA, before);
      await world.clock.advance(0);
      await after.client.disconnect();
    }
    expect(stored()).toEqual(["lose answer", "lose call"]);
  });

  it("shows a message once when it came by history while it waited in the outbox", async () => {
    world.server.fate = (method) => (method === "SendMessage" ? "lose answer" : "answer");
    world.server.deliver = () => undefined;
    ada.client.send(thread.threadId, { text: "Hello" });
    await world.clock.advance(0);
    await ada.client.disconnect();
    world.server.fate = (method) =>
      method === "SendMessage" ? { refuse: "overloaded", retryAfterMs: 600_000 } : "answer";
    const after = await world.online(ADA, ada);
    expect(texts(after)).toEqual(["Hello waiting"]);
    void after.client.loadBefore(thread.threadId);
    await world.clock.advance(0);
    expect(texts(after)).toEqual(["Hello sent"]);
  });

  it("sends an id of one's own once, however often it is asked to", async () => {
    for (let time = 0; time < 3; time++) {
      const outgoing = ada.client.send(thread.threadId, { text: "answer", clientMessageId: "re-1" });
      await world.clock.advance(0);
      expect((await outgoing.settled).seq).toBe(2);
    }
    expect(stored()).toEqual(["answer"]);
    expect(shown().length).toBe(1);
  });

  it("shows edits, deletions and reactions at once, and takes them back when they are refused", async () => {
    for (const text of ["one", "two"]) ada.client.send(thread.threadId, { text });
    await world.clock.advance(0);
    await ada.client.disconnect();
    ada.client.edit(thread.threadId, 2, "one!");
    ada.client.react(thread.threadId, 2, "👍", true);
    const deletion = ada.client.delete(thread.threadId, 3);
    expect(shown()[0]).toMatchObject({
      text: "one!",
      changing: true,
      reactions: [{ emoji: "👍", userIds: [ADA] }],
    });
    expect(shown()[1]).toMatchObject({ changing: true });
    expect(shown()[1]?.text).toBeUndefined();
    world.server.fate = (method) => (method === "DeleteMessage" ? { refuse: "deletion_disabled" } : "answer");
    void ada.client.connect();
    await world.clock.advance(0);
    await expect(deletion.settled).rejects.toMatchObject({ code: "deletion_disabled" });
    expect(shown()[0]).toMatchObject({
      text: "one!",
      changing: false,
      reactions: [{ emoji: "👍", userIds: [ADA] }],
    });
    expect(shown()[1]).toMatchObject({ text: "two", changing: false });
  });

  it("sends changes from before a reload, and tells by an event of one that is refused", async () => {
    ada.client.send(thread.threadId, { text: "one" });
    await world.clock.advance(0);
    await ada.client.disconnect();
    ada.client.edit(thread.threadId, 2, "two");
    ada.client.delete(thread.threadId, 99);
    await world.clock.advance(0);
    const after = world.device(ADA, ada);
    const errors: ChatError[] = [];
    after.client.on("error", (error) => errors.push(error));
    void after.client.connect();
    await world.clock.advance(0);
    expect(stored()).toEqual(["two"]);
    expect(errors.map((error) => error.code)).toEqual(["message_not_found"]);
  });

  it("sends nothing before the outbox has it", async () => {
    const put = ada.outbox.put.bind(ada.outbox);
    let keep: () => void = () => undefined;
    ada.outbox.put = (entry) => new Promise((resolve) => (keep = () => resolve(put(entry))));
    const outgoing = ada.client.send(thread.threadId, { text: "Hello" });
    await world.clock.advance(1_000);
    expect(stored()).toEqual([]);
    keep();
    await world.clock.advance(0);
    await outgoing.settled;
    expect(stored()).toEqual(["Hello"]);
  });

  it("settles by the message's own event, however long the answer takes", async () => {
    world.server.fate = (method) => (method === "SendMessage" ? "lose answer" : "answer");
    const outgoing = ada.client.send(thread.threadId, { text: "Hello" });
    await world.clock.advance(0);
    expect(await outgoing.settled).toMatchObject({ seq: 2, state: "sent" });
    expect(texts()).toEqual(["Hello sent"]);
  });

  it("sends on when the outbox never answers", async () => {
    ada.outbox.put = () => new Promise(() => undefined);
    const outgoing = ada.client.send(thread.threadId, { text: "Hello" });
    await world.clock.advance(5_000);
    await outgoing.settled;
    expect(stored()).toEqual(["Hello"]);
  });

  it("sends on when the outbox fails, and says that a reload would lose it", async () => {
    const errors: ChatError[] = [];
    ada.client.on("error", (error) => errors.push(error));
    ada.outbox.put = () => Promise.reject(new Error("The disk is full."));
    const outgoing = ada.client.send(thread.threadId, { text: "Hello" });
    await world.clock.advance(0);
    await outgoing.settled;
    expect(stored()).toEqual(["Hello"]);
    expect(errors.map((error) => error.code)).toEqual(["storage"]);
  });
});
