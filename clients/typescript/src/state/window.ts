import type { ThreadEvent } from "../contract.js";
import { isChange, withChange } from "./message.js";
import type { StoredMessage } from "./message.js";

/** What is held of a thread's messages: ascending by `seq`, without a message missing in between. */
export interface MessageWindow {
  readonly messages: readonly StoredMessage[];
  /** Whether older ones may stand before it. */
  readonly hasBefore: boolean;
  /** Whether newer ones stand behind it; then new messages are not taken in. */
  readonly hasAfter: boolean;
}

/** Where a page of history was asked for; without a position the newest. */
export type Position =
  | { readonly before: number }
  | { readonly after: number }
  | { readonly around: number }
  | Readonly<Record<string, never>>;

/** A page of history, brought up to date. */
export interface Page {
  readonly messages: readonly StoredMessage[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
}

/** At the newest end, no more are held than this; the oldest go, and can be loaded again. */
const MAX_HELD = 2_000;
const TRIMMED = 1_000;

/** The window of a thread of which nothing was loaded yet. */
export function emptyWindow(hasBefore: boolean): MessageWindow {
  return { messages: [], hasBefore, hasAfter: false };
}

/** A message has come at the thread's end. */
export function appended(window: MessageWindow, message: StoredMessage): MessageWindow {
  if (window.hasAfter) return window;
  const messages = [...window.messages, message];
  return messages.length <= MAX_HELD
    ? { ...window, messages }
    : { ...window, messages: messages.slice(-TRIMMED), hasBefore: true };
}

/** The message that the event names is as the event says, if it is held. */
export function changed(window: MessageWindow, event: ThreadEvent): MessageWindow {
  if (!isChange(event) || event.targetSeq === undefined) return window;
  const place = placeOf(window.messages, event.targetSeq);
  const message = place < 0 ? undefined : window.messages[place];
  if (message === undefined) return window;
  const next = withChange(message, event);
  return next === message ? window : { ...window, messages: window.messages.with(place, next) };
}

/** The window with a page of history, or as it was when the page no longer fits to it. */
export function joined(window: MessageWindow, position: Position, page: Page): MessageWindow {
  const first = window.messages[0];
  const last = window.messages.at(-1);
  if ("before" in position) {
    return first?.seq === position.before
      ? { ...window, messages: [...page.messages, ...window.messages], hasBefore: page.hasBefore }
      : window;
  }
  if ("after" in position) {
    return last?.seq === position.after && window.hasAfter
      ? { ...window, messages: [...window.messages, ...page.messages], hasAfter: page.hasAfter }
      : window;
  }
  if ("around" in position || window.hasAfter || first === undefined) return { ...page };
  // The newest page, and what has come meanwhile: both reach the thread's end.
  const pageFirst = page.messages[0];
  if (pageFirst === undefined || pageFirst.seq > first.seq) return window;
  const older = page.messages.filter((message) => message.seq < first.seq);
  return { ...window, messages: [...older, ...window.messages], hasBefore: page.hasBefore };
}

function placeOf(messages: readonly StoredMessage[], seq: number): number {
  let low = 0;
  let high = messages.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = messages[middle]?.seq ?? 0;
    if (found === seq) return middle;
    if (found < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
