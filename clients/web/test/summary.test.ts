import type { Thread } from "chat-orleans";
import { describe, expect, test } from "vitest";
import { isMuted, oneLine, peerName, receiptOf, summaryOf } from "../src/conversations/summary.js";
import { texts } from "../src/texts/index.js";
import { ada, bob, message } from "./message.js";

const thread = (changes: Partial<Thread> = {}): Thread => ({
  threadId: "00000000000000000000000000000001",
  peer: { userId: bob, handle: "bob", displayName: "Bob", online: false },
  active: true,
  unread: 0,
  readSeq: 0,
  peerReadSeq: 0,
  peerDeliveredSeq: 0,
  lastSeq: 9,
  archived: false,
  blocked: false,
  messages: [],
  hasBefore: false,
  hasAfter: false,
  peerTyping: false,
  ...changes,
});

describe("the line under a name", () => {
  test("is the last message, or that there is none", () => {
    expect(summaryOf(thread()).text).toBe(texts.list.noMessages);
    expect(summaryOf(thread({ lastMessage: message({ text: "Hi\n  there" }) })).text).toBe("Hi there");
  });

  test("is what happens now, before anything else", () => {
    expect(summaryOf(thread({ peerTyping: true, lastMessage: message() }))).toEqual({
      text: texts.list.typing,
      lively: true,
    });
  });

  test("tells one's own messages, and how far they have come", () => {
    const own = message({ senderId: ada, seq: 5 });
    const of = (changes: Partial<Thread>) => summaryOf(thread({ lastMessage: own, ...changes })).own;
    expect(of({})).toBe("sent");
    expect(of({ peerDeliveredSeq: 5 })).toBe("delivered");
    expect(of({ peerDeliveredSeq: 5, peerReadSeq: 5 })).toBe("read");
    expect(of({ messages: [message({ senderId: ada, state: "waiting" })] })).toBe("unsent");
  });
});

describe("receiptOf", () => {
  test("never says more than what is known", () => {
    expect(
      receiptOf(message({ senderId: ada, seq: 6 }), thread({ peerReadSeq: 5, peerDeliveredSeq: 5 })),
    ).toBe("sent");
    expect(receiptOf(message({ senderId: ada, state: "failed" }), thread({ peerReadSeq: 9 }))).toBe("failed");
  });
});

describe("oneLine", () => {
  const image = { attachmentId: "1", name: "Bridge.jpg", type: "image/jpeg", size: 1 };
  test("has words for what has none", () => {
    expect(oneLine(message({ text: "", attachments: [image] }))).toBe(texts.list.photo);
    expect(
      oneLine(message({ text: "", attachments: [{ ...image, name: "a.pdf", type: "application/pdf" }] })),
    ).toBe("a.pdf");
    expect(oneLine(message({ text: "", attachments: [image, image] }))).toBe(texts.list.files(2));
    expect(oneLine(message({ deletedAt: "2026-03-01T09:30:00.125Z" }))).toBe(texts.list.deleted);
  });
});

describe("people who are gone", () => {
  test("have a name that says so once they are erased", () => {
    const peer = { userId: bob, handle: bob, displayName: bob, online: false } as const;
    expect(peerName({ ...peer, state: "erased" })).toBe(texts.conversation.erasedName);
    expect(peerName({ ...peer, displayName: "Bob", state: "deactivated" })).toBe("Bob");
  });
});

describe("muting", () => {
  const now = Date.parse("2026-03-01T09:30:00.125Z");
  test("ends", () => {
    expect(isMuted(thread(), now)).toBe(false);
    expect(isMuted(thread({ mutedUntil: "2026-03-01T09:30:00.124Z" }), now)).toBe(false);
    expect(isMuted(thread({ mutedUntil: "9999-12-31T23:59:59.999Z" }), now)).toBe(true);
  });
});
