import type { Thread } from "chat-orleans";
import { useEffect, useRef } from "preact/hooks";
import { client } from "../app/client.js";
import { connection } from "../app/store.js";
import { isUnread } from "./timeline.js";

/** More unread messages than this are not loaded from the newest one back, but from where reading ended. */
const mostBack = 40;

interface Opening {
  readonly thread: Thread;
  /** A message that was asked for; then that is where the conversation opens. */
  readonly wanted: boolean;
  readonly unreadAfter: number | undefined;
  readonly loadOlder: () => void;
  /** Puts the divider, which is before the message of this index, on the screen. */
  readonly showUnread: (index: number) => void;
}

/** Loads the first messages of a conversation, and shows where reading ended. */
export function useOpening({ thread, wanted, unreadAfter, loadOlder, showUnread }: Opening): void {
  const { threadId, messages, hasBefore, hasAfter } = thread;
  const placed = useRef(wanted || unreadAfter === undefined);
  const begun = useRef<string>();
  const isOnline = connection.value === "online";

  useEffect(() => {
    // A conversation is shown while its client still catches up.
    if (wanted || !isOnline || begun.current === threadId) return;
    begun.current = threadId;
    if (unreadAfter !== undefined && thread.unread > mostBack) {
      client.loadAround(threadId, Math.max(1, unreadAfter)).catch(loadOlder);
    } else if (messages.length === 0) {
      loadOlder();
    } else if (hasAfter) {
      client.loadNewest(threadId).catch(() => undefined);
    }
  }, [threadId, isOnline]);

  useEffect(() => {
    if (placed.current || unreadAfter === undefined) return;
    const first = messages.findIndex((message) => isUnread(message, unreadAfter));
    if (first < 0 || (first === 0 && hasBefore)) return;
    placed.current = true;
    showUnread(first);
  }, [messages]);
}
