import type { HistoryPage, ThreadEvent } from "../contract.js";
import { isChange, ofEvent, ofHistory, withChange } from "./message.js";
import type { StoredMessage } from "./message.js";
import { withKnownUnread } from "./threadState.js";
import type { ThreadState } from "./threadState.js";
import { withPeerDeletion, withPeerMessage } from "./unread.js";
import { appended, changed, joined } from "./window.js";
import type { Position } from "./window.js";

/** What events have made of a state. */
export interface Step {
  readonly state: ThreadState;
  /** The events that were applied, in order: not those that were known already, nor those that wait for others. */
  readonly applied: readonly ThreadEvent[];
}

/** Events that wait for earlier ones are kept up to here; `Sync` brings the others. */
const MAX_EARLY = 1_000;

/** Changes that a page of history may have been read before. */
const MAX_CHANGES = 500;

/**
 * Takes events as they come, in whatever order and however often: the next one is applied, one that is known is dropped, one
 * that is further ahead waits. Whatever waits shows in `lastSeq`, so that `needOf` asks for the events in between.
 */
export function withEvents(state: ThreadState, events: readonly ThreadEvent[]): Step {
  let next = state;
  const applied: ThreadEvent[] = [];
  for (const event of events) {
    if (event.seq <= next.cursor) continue;
    if (event.seq > next.cursor + 1) {
      next = kept(next, event);
      continue;
    }
    for (let due: ThreadEvent | undefined = event; due !== undefined; due = next.early.get(next.cursor + 1)) {
      next = applyNext(next, due);
      applied.push(due);
    }
  }
  return { state: cleared(next), applied };
}

/**
 * Takes a page of history that was asked for at `position` when `asOf` was the last applied event. What it shows beyond the
 * last applied event is left to the events to come; changes that it may have missed are made to it.
 * The same state is answered where the page does not fit: it was asked for too long ago, or the window has moved.
 */
export function withPage(
  state: ThreadState,
  position: Position,
  asOf: number,
  page: HistoryPage,
): ThreadState {
  if (asOf < state.changesFrom || asOf > state.cursor) return state;
  const missed = state.changes.filter((event) => event.seq > asOf);
  const messages = page.messages
    .filter((message) => message.seq <= state.cursor)
    .map((message) =>
      missed
        .filter((event) => event.targetSeq === message.seq)
        .reduce(withChange, ofHistory(message, state.self)),
    );
  const hasAfter = page.hasAfter && messages.length === page.messages.length;
  const window = joined(state.window, position, { messages, hasBefore: page.hasBefore, hasAfter });
  if (window === state.window) return state;
  // A message that came while a window in the middle was shown is not in it.
  const newest = window.messages.at(-1)?.seq ?? 0;
  const newestSeq = Math.max(state.newestSeq, newest);
  return withKnownUnread({
    ...state,
    newestSeq,
    window: { ...window, hasAfter: window.hasAfter || (window.messages.length > 0 && newestSeq > newest) },
  });
}

function kept(state: ThreadState, event: ThreadEvent): ThreadState {
  const lastSeq = Math.max(state.lastSeq, event.seq);
  if (state.early.has(event.seq) || state.early.size >= MAX_EARLY) return { ...state, lastSeq };
  return { ...state, lastSeq, early: new Map(state.early).set(event.seq, event) };
}

function cleared(state: ThreadState): ThreadState {
  const { early, cursor } = state;
  return early.size > 0 && [...early.keys()].some((seq) => seq <= cursor)
    ? { ...state, early: new Map([...early].filter(([seq]) => seq > cursor)) }
    : state;
}

function applyNext(state: ThreadState, event: ThreadEvent): ThreadState {
  const next: ThreadState = { ...state, cursor: event.seq, lastSeq: Math.max(state.lastSeq, event.seq) };
  switch (event.type) {
    case "message":
    case "system":
      return withMessage(next, ofEvent(event, state.self));
    case "edited":
    case "deleted":
    case "reacted":
      return withMessageChange(next, event);
    case "opened":
    case "closed":
      return {
        ...next,
        turnSeq: event.seq,
        active: event.seq > state.viewSeq ? event.type === "opened" : state.active,
      };
    default:
      return next;
  }
}

function withMessage(state: ThreadState, message: StoredMessage): ThreadState {
  const next: ThreadState = {
    ...state,
    newestSeq: Math.max(state.newestSeq, message.seq),
    window: appended(state.window, message),
  };
  if (message.system) return next;
  return {
    ...next,
    archived: state.archived && message.seq <= state.viewSeq,
    unread: message.mine ? state.unread : withPeerMessage(state.unread, message.seq, state.readSeq),
    // A view that was ahead has told of it already, or of a later one.
    ...(message.seq > (state.lastMessage?.seq ?? 0) ? { lastMessage: message } : {}),
  };
}

function withMessageChange(state: ThreadState, event: ThreadEvent): ThreadState {
  const target = event.targetSeq ?? 0;
  const { lastMessage } = state;
  const changes = [...state.changes, event];
  const excess = Math.max(0, changes.length - MAX_CHANGES);
  return {
    ...state,
    window: changed(state.window, event),
    ...(lastMessage?.seq === target && isChange(event)
      ? { lastMessage: withChange(lastMessage, event) }
      : {}),
    unread:
      event.type === "deleted" && event.senderId !== state.self
        ? withPeerDeletion(state.unread, event.seq, target, state.readSeq)
        : state.unread,
    changes: changes.slice(excess),
    changesFrom: excess > 0 ? (changes[excess - 1]?.seq ?? state.changesFrom) : state.changesFrom,
  };
}
