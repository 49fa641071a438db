import { describe, expect, test } from "vitest";
import { messageKey, timeline } from "../src/conversation/timeline.js";
import { ada, bob, message } from "./message.js";

const at = (day: number, hour: number, minute = 0) => new Date(2026, 2, day, hour, minute).toISOString();

const shape = (days: ReturnType<typeof timeline>) =>
  days.map((day) =>
    day.rows.map((row) =>
      row.kind === "unread"
        ? "unread"
        : `${row.opensGroup ? "[" : ""}${String(row.message.seq)}${row.closesGroup ? "]" : ""}`,
    ),
  );

describe("timeline", () => {
  test("has a day for each calendar day, in order", () => {
    const days = timeline(
      [
        message({ seq: 1, at: at(1, 23, 59) }),
        message({ seq: 2, at: at(2, 0, 1) }),
        message({ seq: 3, at: at(4, 9) }),
      ],
      undefined,
    );
    expect(days.map((day) => day.at.getDate())).toEqual([1, 2, 4]);
    expect(shape(days)).toEqual([["[1]"], ["[2]"], ["[3]"]]);
  });

  test("groups what one sender writes soon after one another", () => {
    const days = timeline(
      [
        message({ seq: 1, senderId: bob, at: at(1, 9, 0) }),
        message({ seq: 2, senderId: bob, at: at(1, 9, 1) }),
        message({ seq: 3, senderId: ada, at: at(1, 9, 2) }),
        message({ seq: 4, senderId: bob, at: at(1, 9, 3) }),
        message({ seq: 5, senderId: bob, at: at(1, 9, 30) }),
      ],
      undefined,
    );
    expect(shape(days)).toEqual([["[1", "2]", "[3]", "[4]", "[5]"]]);
  });

  test("keeps messages of the system by themselves", () => {
    const days = timeline(
      [message({ seq: 1 }), message({ seq: 2, system: true }), message({ seq: 3 })],
      undefined,
    );
    expect(shape(days)).toEqual([["[1]", "[2]", "[3]"]]);
  });

  test("puts the divider before the peer's first unread message, once", () => {
    const messages = [
      message({ seq: 1 }),
      message({ seq: 2, senderId: ada }),
      message({ seq: 3 }),
      message({ seq: 4 }),
    ];
    expect(shape(timeline(messages, 1))).toEqual([["[1]", "[2]", "unread", "[3", "4]"]]);
    expect(shape(timeline(messages, 3))).toEqual([["[1]", "[2]", "[3]", "unread", "[4]"]]);
    expect(shape(timeline(messages, 4))).toEqual([["[1]", "[2]", "[3", "4]"]]);
  });

  test("gives a day that comes twice, by a wrong clock, two keys", () => {
    const days = timeline(
      [
        message({ seq: 1, at: at(2, 9) }),
        message({ seq: 2, at: at(1, 9) }),
        message({ seq: 3, at: at(2, 10) }),
      ],
      undefined,
    );
    expect(new Set(days.map((day) => day.key)).size).toBe(3);
  });

  test("keeps a day's key when older messages of it come", () => {
    const newer = [message({ seq: 5, at: at(1, 12) })];
    const older = [message({ seq: 4, at: at(1, 8) }), ...newer];
    expect(timeline(older, undefined)[0]?.key).toBe(timeline(newer, undefined)[0]?.key);
  });
});

describe("messageKey", () => {
  test("is the same before and after a message is stored", () => {
    const { seq: _, ...waiting } = message({ senderId: ada, clientMessageId: "a-1" });
    expect(messageKey({ ...waiting, state: "waiting" })).toBe(
      messageKey({ ...waiting, seq: 9, state: "sent" }),
    );
  });

  test("is the place of what the server wrote without an id", () => {
    expect(messageKey(message({ seq: 7, clientMessageId: "" }))).not.toBe(
      messageKey(message({ seq: 8, clientMessageId: "" })),
    );
  });
});
