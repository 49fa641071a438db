import type { Message } from "chat-orleans";

export const ada = "u_0000000000000000000000000000000a";
export const bob = "u_0000000000000000000000000000000b";

/** A stored message of Bob's at noon, but for what is said otherwise. */
export function message(changes: Partial<Message> = {}): Message {
  const { seq = 1, ...rest } = changes;
  return {
    threadId: "00000000000000000000000000000001",
    senderId: bob,
    at: new Date(2026, 2, 1, 12, 0, seq).toISOString(),
    clientMessageId: `m-${String(seq)}`,
    text: "Hello",
    reactions: [],
    attachments: [],
    system: false,
    mine: rest.senderId === ada,
    state: "sent",
    changing: false,
    seq,
    ...rest,
  };
}
