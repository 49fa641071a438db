import type { Message, Thread } from "chat-orleans";
import { useEffect, useRef } from "preact/hooks";
import { client } from "../app/client.js";
import { attentive } from "./attention.js";
import { messageKey } from "./timeline.js";

/**
 * Marks as read what is on the screen of somebody who looks.
 * @returns What to call with the key of the last row that is visible, whenever that may have changed.
 */
export function useReading(thread: Thread): (lastVisible: string | undefined) => void {
  const seen = useRef<string>();
  const latest = useRef(thread);
  latest.current = thread;

  const mark = () => {
    const { threadId, messages, readSeq } = latest.current;
    if (!attentive.value || seen.current === undefined) return;
    const seq = lastOfPeer(messages, seen.current);
    if (seq !== undefined && seq > readSeq) client.markRead(threadId, seq);
  };

  const looking = attentive.value;
  useEffect(mark, [looking, thread.messages]);

  return (lastVisible) => {
    if (lastVisible === seen.current) return;
    seen.current = lastVisible;
    mark();
  };
}

/** The `seq` of the peer's last message at or before a row. */
function lastOfPeer(messages: readonly Message[], key: string): number | undefined {
  let index = messages.findLastIndex((message) => messageKey(message) === key);
  while (index >= 0) {
    const message = messages[index];
    if (message && !message.mine && !message.system && message.seq !== undefined) return message.seq;
    index--;
  }
  return undefined;
}
