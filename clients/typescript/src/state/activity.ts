import type { ThreadEvent } from "../contract.js";
import { unreadOf } from "./threadState.js";
import type { ThreadState } from "./threadState.js";

/** Whether the event is a message, a person's or the system's. */
export function isMessage(event: ThreadEvent): boolean {
  return event.type === "message" || event.type === "system";
}

/** Whether a thread goes to the front by it, as the server orders: everything in an active thread, and what turns one. */
export function isActivity(event: ThreadEvent, state: ThreadState): boolean {
  return state.active || isMessage(event) || event.type === "opened" || event.type === "closed";
}

/** Whether a list of threads would show something else. */
export function isSummaryChanged(before: ThreadState | undefined, now: ThreadState | undefined): boolean {
  return (
    before === undefined ||
    now === undefined ||
    before.peer !== now.peer ||
    before.active !== now.active ||
    before.archived !== now.archived ||
    before.mutedUntil !== now.mutedUntil ||
    before.blocked !== now.blocked ||
    before.lastMessage !== now.lastMessage ||
    before.readSeq !== now.readSeq ||
    before.peerReadSeq !== now.peerReadSeq ||
    before.peerDeliveredSeq !== now.peerDeliveredSeq ||
    unreadOf(before) !== unreadOf(now)
  );
}
