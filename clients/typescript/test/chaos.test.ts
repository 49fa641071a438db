import { describe, expect, it } from "vitest";
import type { Fate } from "./support/fakeServer.js";
import { pick } from "./support/seeded.js";
import { ADA, BOB, World } from "./support/world.js";
import type { Device } from "./support/world.js";

const FATES: readonly Fate[] = [
  "lose answer",
  "lose call",
  "cut before",
  "cut after",
  { refuse: "overloaded", retryAfterMs: 500 },
  { refuse: "unavailable", retryAfterMs: 500 },
  { refuse: "rate_limited", retryAfterMs: 200 },
];

describe("Two people and three devices through losses, reloads and reordered pushes", () => {
  it.each(Array.from({ length: 40 }, (_, seed) => seed))(
    "nothing lost, nothing doubled, all agree: seed %d",
    async (seed) => {
      const world = new World(seed);
      const { random, server, clock } = world;
      const thread = server.open(ADA, BOB);
      const devices: Device[] = [await world.online(ADA), await world.online(ADA), await world.online(BOB)];
      const written: string[][] = [[], [], []];
      let held: (() => void)[] = [];
      server.fate = (method) => (method !== "Sync" && random() < 0.15 ? pick(random, FATES) : "answer");
      server.deliver = (push) => {
        const luck = random();
        if (luck < 0.1) return;
        if (luck < 0.3) held.push(push);
        else push();
        if (luck > 0.9) push();
      };
      for (let step = 0; step < 60; step++) {
        const [place, device] = pick(random, [...devices.entries()]);
        const { client } = device;
        const luck = random();
        if (luck < 0.6) {
          const text = `${place}-${step}`;
          written[place]?.push(text);
          client.send(thread.threadId, { text });
        } else if (luck < 0.7) {
          client.markRead(thread.threadId);
        } else if (luck < 0.78) {
          const message = client.threads
            .get(thread.threadId)
            ?.messages.find((one) => one.mine && one.state === "sent");
          if (message?.seq !== undefined) client.react(thread.threadId, message.seq, "👍", random() < 0.7);
        } else if (luck < 0.84) {
          await client.disconnect();
          await clock.advance(0);
          devices[place] = world.device(device.userId, device);
          void devices[place].client.connect();
        } else if (luck < 0.9) {
          server.cutAll();
        } else if (luck < 0.95) {
          void client.loadBefore(thread.threadId).catch(() => undefined);
        } else {
          for (const push of held.sort(() => random() - 0.5)) push();
          held = [];
        }
        await clock.advance(random() * 1_500);
      }
      server.fate = () => "answer";
      server.deliver = (push) => push();
      for (const push of held) push();
      server.cutAll();
      await clock.advance(180_000);

      const history = thread.history();
      for (const [place, texts] of written.entries()) {
        expect(
          history.filter((message) => message.text?.startsWith(`${place}-`)).map((message) => message.text),
        ).toEqual(texts);
      }
      for (const { client, userId } of devices) {
        while (client.threads.get(thread.threadId)?.hasBefore === true) {
          void client.loadBefore(thread.threadId, 100);
          await clock.advance(0);
        }
        const shown = client.threads.get(thread.threadId);
        expect(client.state).toBe("online");
        expect(shown?.messages.map(({ seq, text, state }) => ({ seq, text, state }))).toEqual(
          history.map(({ seq, text }) => ({ seq, text, state: "sent" })),
        );
        expect(shown?.messages.map(({ reactions }) => reactions)).toEqual(
          history.map(({ reactions = [] }) => reactions),
        );
        expect(shown?.unread).toBe(thread.unread(userId));
        expect(shown?.readSeq).toBe(thread.read.get(userId) ?? 0);
      }
    },
  );
});
