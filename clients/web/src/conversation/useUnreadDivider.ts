import type { Thread } from "chat-orleans";
import { useEffect, useState } from "preact/hooks";
import { attentive } from "./attention.js";

/**
 * Where the unread messages began: when the conversation was opened, or when somebody looked away. It stays until the
 * conversation is left or answered.
 */
export function useUnreadDivider(thread: Thread): number | undefined {
  const [after, setAfter] = useState(thread.unread > 0 ? thread.readSeq : undefined);
  const { unread, readSeq, messages } = thread;

  useEffect(() => {
    if (unread > 0 && after === undefined && !attentive.value) setAfter(readSeq);
  }, [unread]);

  const answering = messages.at(-1)?.state === "sending" || messages.at(-1)?.state === "waiting";
  useEffect(() => {
    if (answering) setAfter(undefined);
  }, [answering]);

  return after;
}
