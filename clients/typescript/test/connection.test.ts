import { beforeEach, describe, expect, it } from "vitest";
import type { ConnectionState } from "../src/events.js";
import type { ModelThread } from "./support/modelThread.js";
import { ADA, BOB, World } from "./support/world.js";
import type { Device } from "./support/world.js";

describe("Connecting", () => {
  let world: World;
  let thread: ModelThread;

  beforeEach(() => {
    world = new World();
    thread = world.server.open(ADA, BOB);
  });

  function statesOf(device: Device): ConnectionState[] {
    const states: ConnectionState[] = [];
    device.client.on("state", (state) => states.push(state));
    return states;
  }

  it("goes online by a ticket and Sync", async () => {
    const ada = world.device(ADA);
    const states = statesOf(ada);
    expect(ada.client.state).toBe("signedOut");
    const connected = ada.client.connect();
    await world.clock.advance(0);
    await connected;
    expect(states).toEqual(["offline", "connecting", "syncing", "online"]);
    expect(world.server.http).toEqual(["POST /connections/tickets"]);
    expect([...ada.client.threads.keys()]).toEqual([thread.threadId]);
    expect(ada.client.me).toMatchObject({ userId: ADA, activeThreadId: thread.threadId });
  });

  it("goes on trying while nobody answers, and says when next", async () => {
    world.server.up = false;
    const ada = world.device(ADA);
    const connected = ada.client.connect();
    await world.clock.advance(120_000);
    const attempts = world.server.http.length;
    expect(attempts).toBeGreaterThan(3);
    expect(attempts).toBeLessThan(60);
    expect(ada.client.state).toBe("waiting");
    expect(ada.client.retryAt).toBeGreaterThan(world.clock.now());
    world.server.up = true;
    ada.client.reconnectNow();
    await world.clock.advance(0);
    await connected;
    expect(ada.client.state).toBe("online");
    expect(ada.client.retryAt).toBeUndefined();
  });

  it("comes back by itself and catches up, in order and once", async () => {
    const ada = await world.online(ADA);
    const told: string[] = [];
    ada.client.on("message", (message) => told.push(message.text ?? ""));
    world.server.append(thread, BOB, "b-1", { type: "message", text: "one" });
    world.server.cutAll();
    world.server.append(thread, BOB, "b-2", { type: "message", text: "two" });
    await world.clock.advance(60_000);
    world.server.append(thread, BOB, "b-3", { type: "message", text: "three" });
    await world.clock.advance(0);
    expect(told).toEqual(["one", "two", "three"]);
    expect(ada.client.threads.get(thread.threadId)).toMatchObject({ unread: 3, lastSeq: 4 });
  });

  it("reads a long absence in several answers", async () => {
    const ada = await world.online(ADA);
    const told: string[] = [];
    ada.client.on("message", (message) => told.push(message.text ?? ""));
    world.server.eventsPerAnswer = 10;
    world.server.cutAll();
    const texts = Array.from({ length: 57 }, (_, place) => `m${place}`);
    for (const text of texts) world.server.append(thread, BOB, text, { type: "message", text });
    await world.clock.advance(60_000);
    expect(told).toEqual(texts);
  });

  it("repairs pushes that are lost, doubled and out of order", async () => {
    const ada = await world.online(ADA);
    const held: (() => void)[] = [];
    world.server.deliver = (push) => held.push(push);
    const texts = Array.from({ length: 9 }, (_, place) => `m${place}`);
    for (const text of texts) world.server.append(thread, BOB, text, { type: "message", text });
    held.splice(4, 1);
    for (const push of [...held.toReversed(), ...held]) push();
    world.server.deliver = (push) => push();
    await world.clock.advance(1_000);
    expect(ada.client.threads.get(thread.threadId)?.messages.map((message) => message.text)).toEqual(texts);
    expect(ada.client.threads.get(thread.threadId)?.unread).toBe(9);
  });

  it("learns of a thread that is opened while it is there, with its first message", async () => {
    const eve = `u_${"e".repeat(32)}`;
    const ada = await world.online(ADA);
    const told: string[] = [];
    ada.client.on("message", (message) => told.push(message.text ?? ""));
    const other = world.server.open(eve, ADA);
    world.server.append(other, eve, "e-1", { type: "message", text: "Hi" });
    await world.clock.advance(1_000);
    expect(told).toEqual(["Hi"]);
    expect([...ada.client.threads.keys()][0]).toBe(other.threadId);
  });

  it("learns of a thread that was opened while it was away, with its first message", async () => {
    const eve = `u_${"e".repeat(32)}`;
    const ada = await world.online(ADA);
    const told: string[] = [];
    ada.client.on("message", (message) => told.push(message.text ?? ""));
    world.server.cutAll();
    const other = world.server.open(eve, ADA);
    world.server.append(other, eve, "e-1", { type: "message", text: "Hi" });
    await world.clock.advance(60_000);
    expect(told).toEqual(["Hi"]);
  });

  it("moves on when its node drains, about when it was asked to, and loses nothing", async () => {
    const ada = await world.online(ADA);
    const [before] = world.server.connections;
    await world.clock.advance(10_000);
    before?.listener.push("Draining", { reconnectAfterMs: 4_000 });
    await world.clock.advance(3_999);
    expect([...world.server.connections]).toEqual([before]);
    world.server.append(thread, BOB, "b-1", { type: "message", text: "on the way" });
    await world.clock.advance(1_001);
    expect([...world.server.connections]).not.toEqual([before]);
    expect(world.server.connections.size).toBe(1);
    expect(ada.client.state).toBe("online");
    expect(ada.client.threads.get(thread.threadId)?.unread).toBe(1);
  });

  it("counts a server that does not answer as lost", async () => {
    const ada = await world.online(ADA);
    world.server.fate = (method) => (method === "CloseThread" ? "lose call" : "answer");
    const closing = ada.client.closeThread(thread.threadId);
    const outcome = expect(closing).rejects.toMatchObject({ code: "network" });
    await world.clock.advance(15_000);
    await outcome;
    expect(ada.client.state).not.toBe("online");
    await world.clock.advance(60_000);
    expect(ada.client.state).toBe("online");
  });

  it("asks again when too many catch up, on the same connection", async () => {
    let refusals = 3;
    world.server.fate = (method) =>
      method === "Sync" && refusals-- > 0 ? { refuse: "overloaded", retryAfterMs: 2_000 } : "answer";
    const ada = world.device(ADA);
    void ada.client.connect();
    await world.clock.advance(5_000);
    expect(ada.client.state).toBe("syncing");
    await world.clock.advance(60_000);
    expect(ada.client.state).toBe("online");
    expect(world.server.http.length).toBe(1);
  });

  it("reads everything anew when the server's history is another one", async () => {
    const ada = await world.online(ADA);
    for (const text of ["one", "two"]) world.server.append(thread, BOB, text, { type: "message", text });
    world.server.cutAll();
    thread.log.length = 2;
    world.server.epoch = "epoch-2";
    await world.clock.advance(60_000);
    expect(ada.client.threads.get(thread.threadId)).toMatchObject({
      lastSeq: 2,
      unread: 1,
      messages: [],
      hasBefore: true,
    });
    void ada.client.loadBefore(thread.threadId);
    await world.clock.advance(0);
    expect(ada.client.threads.get(thread.threadId)?.messages.map((message) => message.text)).toEqual(["one"]);
  });

  it("stays offline when told to, and answers who waits", async () => {
    world.server.up = false;
    const ada = world.device(ADA);
    const connected = expect(ada.client.connect()).rejects.toMatchObject({ code: "canceled" });
    await world.clock.advance(0);
    await ada.client.disconnect();
    await connected;
    const attempts = world.server.http.length;
    await world.clock.advance(600_000);
    expect(world.server.http.length).toBe(attempts);
    expect(ada.client.state).toBe("offline");
  });

  it("repeats what was read until the server has it", async () => {
    const ada = await world.online(ADA);
    for (const text of ["one", "two"]) world.server.append(thread, BOB, text, { type: "message", text });
    let losses = 2;
    world.server.fate = (method) => (method === "MarkRead" && losses-- > 0 ? "cut before" : "answer");
    ada.client.markRead(thread.threadId);
    await world.clock.advance(60_000);
    expect(thread.read.get(ADA)).toBe(3);
    expect(ada.client.threads.get(thread.threadId)).toMatchObject({ readSeq: 3, unread: 0 });
    expect(thread.delivered.get(ADA)).toBe(3);
  });

  it("tells the server what was delivered, to the sender as well", async () => {
    const bob = await world.online(BOB);
    await world.online(ADA);
    bob.client.send(thread.threadId, { text: "Hello" });
    await world.clock.advance(0);
    expect(bob.client.threads.get(thread.threadId)?.peerDeliveredSeq).toBe(2);
  });

  it("shows who types, until they stop, write, or fall silent", async () => {
    const ada = await world.online(ADA);
    const typing = (): boolean | undefined => ada.client.threads.get(thread.threadId)?.peerTyping;
    const push = (now: boolean): void =>
      world.server.push(ADA, "Typing", () => ({ threadId: thread.threadId, userId: BOB, typing: now }));
    push(true);
    expect(typing()).toBe(true);
    push(false);
    expect(typing()).toBe(false);
    push(true);
    world.server.append(thread, BOB, "b-1", { type: "message", text: "Hi" });
    expect(typing()).toBe(false);
    push(true);
    await world.clock.advance(7_000);
    expect(typing()).toBe(false);
  });

  it("tells of one's own typing as seldom as it can", async () => {
    const ada = await world.online(ADA);
    const told = (): unknown[] =>
      world.server.calls
        .filter((call) => call.method === "SetTyping")
        .map((call) => (call.argument as { typing: boolean }).typing);
    for (let key = 0; key < 10; key++) {
      ada.client.setTyping(thread.threadId, true);
      await world.clock.advance(500);
    }
    expect(told()).toEqual([true, true]);
    await world.clock.advance(5_000);
    expect(told()).toEqual([true, true, false]);
  });
});
