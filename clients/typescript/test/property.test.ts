import { describe, expect, it } from "vitest";
import type { HistoryPage } from "../src/contract.js";
import { withEvents, withPage } from "../src/state/threadEvents.js";
import { needOf, ofView, unreadOf, withReceipt, withView } from "../src/state/threadState.js";
import type { ThreadState } from "../src/state/threadState.js";
import { ModelThread, Refused } from "./support/modelThread.js";
import type { Change } from "./support/modelThread.js";
import { pick, seeded } from "./support/seeded.js";
import { ADA, BOB } from "./support/world.js";

const EMOJIS = ["👍", "❤️", "🎉"];

/** Something that somebody does; what the rules refuse is not done. */
function act(thread: ModelThread, random: () => number, step: number): void {
  const who = pick(random, [ADA, BOB]);
  const targetSeq = 1 + Math.floor(random() * thread.log.length);
  const change = pick<Change>(random, [
    { type: "message", text: `m${step}` },
    { type: "message", text: `m${step}` },
    { type: "message", text: `m${step}` },
    { type: "edited", targetSeq, text: `e${step}` },
    { type: "deleted", targetSeq },
    { type: "reacted", targetSeq, emoji: pick(random, EMOJIS), added: random() < 0.6 },
    { type: thread.active ? "closed" : "opened" },
  ]);
  const isTurn = change.type === "closed" || change.type === "opened";
  if (isTurn && random() < 0.7) return;
  try {
    thread.append(who, isTurn ? undefined : `c-${step}`, change);
  } catch (fault) {
    if (!(fault instanceof Refused)) throw fault;
  }
}

function shown(state: ThreadState): object[] {
  return state.window.messages.map(({ seq, text, editedAt, deletedAt, reactions }) => ({
    seq,
    text,
    editedAt,
    deletedAt,
    // Groups do not tell how they interlock, so that their order can't be known of what was loaded.
    reactions: Object.fromEntries(reactions.map(({ emoji, userIds }) => [emoji, [...userIds].sort()])),
  }));
}

function expected(thread: ModelThread, from: number): object[] {
  return thread
    .history()
    .filter((message) => message.seq >= from)
    .map(({ seq, text, editedAt, deletedAt, reactions = [] }) => ({
      seq,
      text,
      editedAt,
      deletedAt,
      reactions: Object.fromEntries(reactions.map(({ emoji, userIds }) => [emoji, [...userIds].sort()])),
    }));
}

function page(thread: ModelThread, before: number | undefined, limit: number): HistoryPage {
  const below = thread.history().filter((message) => message.seq < (before ?? Number.POSITIVE_INFINITY));
  const messages = below.slice(-limit);
  return { messages, hasBefore: below.length > messages.length, hasAfter: before !== undefined };
}

describe("Old snapshot and events are the new snapshot", () => {
  it.each(Array.from({ length: 150 }, (_, seed) => seed))(
    "in any order, doubled and with gaps repaired: seed %d",
    (seed) => {
      const random = seeded(seed);
      const thread = new ModelThread("0".repeat(32), [ADA, BOB]);
      thread.append(ADA, undefined, { type: "opened" });
      for (let step = 0; step < 20; step++) act(thread, random, step);
      let state = ofView(thread.view(ADA), ADA);
      let step = 100;
      for (let round = 0; round < 12; round++) {
        // Pages that were read before, between and after what happens.
        const asOf = state.cursor;
        const first = state.window.messages[0]?.seq;
        const early = page(thread, first, 5);
        const before = thread.log.length;
        for (let times = Math.floor(random() * 8); times > 0; times--) act(thread, random, step++);
        const late = page(thread, first, 5);
        const lateView = thread.view(ADA);
        const events = thread.events(before);
        const pushed = [...events, ...events].filter(() => random() < 0.8).sort(() => random() - 0.5);
        if (random() < 0.3) state = withView(state, lateView);
        for (const event of pushed) state = withEvents(state, [event]).state;
        if (state.window.hasBefore || state.window.messages.length === 0) {
          state = withPage(
            state,
            first === undefined ? {} : { before: first },
            asOf,
            pick(random, [early, late]),
          );
        }
        if (random() < 0.4) {
          const seq = Math.floor(random() * (thread.log.length + 1));
          thread.read.set(ADA, Math.max(thread.read.get(ADA) ?? 0, seq));
          const readSeq = thread.read.get(ADA) ?? 0;
          state = withReceipt(state, {
            threadId: thread.threadId,
            userId: ADA,
            readSeq,
            deliveredSeq: readSeq,
            unread: thread.unread(ADA),
            totalUnread: 0,
          });
        }
        if (random() < 0.3) state = withView(state, lateView);
        // What a client does about what is lacking.
        if (needOf(state) === "events" || state.cursor < thread.log.length) {
          state = withEvents(state, thread.events(state.cursor)).state;
        }
        if (needOf(state) === "view") state = withView(state, thread.view(ADA));

        const view = thread.view(ADA);
        expect(needOf(state)).toBe("nothing");
        expect(state.cursor).toBe(view.lastSeq);
        expect(unreadOf(state)).toBe(view.unread);
        expect(state.active).toBe(view.active);
        expect(state.readSeq).toBe(view.readSeq);
        expect(state.lastMessage?.seq).toBe(view.lastMessage?.seq);
        expect(state.lastMessage?.text).toBe(view.lastMessage?.text);
        const held = state.window.messages[0]?.seq;
        if (held !== undefined) expect(shown(state)).toEqual(expected(thread, held));
        if (!state.window.hasBefore && held !== undefined) expect(thread.history()[0]?.seq).toBe(held);
      }
    },
  );
});
