import type { Thread } from "chat-orleans";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { client } from "../app/client.js";
import { connection } from "../app/store.js";
import { endSlack, firstVisible, placeOf, scrollTopFor, type Measured, type Place } from "./anchor.js";
import { messageKey } from "./timeline.js";
import { growDown, growUp, keepWindow, openWindow, type Window } from "./window.js";

/** Nearer to an edge of what is drawn than this, more is drawn or loaded: enough for a quick flick. */
const reach = 900;

/** How many messages are asked for at a time. */
export const pageSize = 50;

interface TimelineScroll {
  readonly scroller: { current: HTMLDivElement | null };
  readonly content: { current: HTMLDivElement | null };
  /** The messages that are drawn. */
  readonly window: Window;
  /** Whether the newest message is on the screen. */
  readonly atNewest: boolean;
  readonly loadingOlder: boolean;
  readonly loadFailed: boolean;
  readonly loadOlder: () => void;
  /** Puts a message a third down the screen. False if it is not held. */
  readonly showSeq: (seq: number) => boolean;
  readonly showRow: (key: string, around: number, offset: number) => void;
  readonly showNewest: () => void;
}

/**
 * Keeps what people look at where it is, while messages come, go and grow around it: the screen is held by the newest
 * message, or by the first row that is visible. Draws a window of the messages that are held, and loads more at its ends.
 * @param onSettle Told the key of the last row that is visible, when that may have changed.
 */
export function useTimelineScroll(
  thread: Thread,
  onSettle: (lastVisible: string | undefined) => void,
): TimelineScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const place = useRef<Place>("newest");
  const drawn = useRef({ messages: thread.messages, window: openWindow(thread.messages.length) });
  const [, redraw] = useState(0);
  const [atNewest, setAtNewest] = useState(true);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const [loadFailed, setLoadFailed] = useState(false);
  const loading = useRef(false);
  const waiting = useRef(false);
  const latest = useRef(thread);
  latest.current = thread;

  if (drawn.current.messages !== thread.messages) {
    const { messages: before, window } = drawn.current;
    const first = before[window.start];
    const index = first ? thread.messages.findIndex((one) => messageKey(one) === messageKey(first)) : -1;
    drawn.current = {
      messages: thread.messages,
      window: keepWindow(
        window,
        thread.messages.length,
        index < 0 ? undefined : index - window.start,
        window.end === before.length,
      ),
    };
  }

  const setWindow = (window: Window) => {
    const { messages, window: before } = drawn.current;
    if (window.start === before.start && window.end === before.end) return;
    drawn.current = { messages, window };
    redraw((count) => count + 1);
  };

  const measure = (): readonly Measured[] =>
    [...(content.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])].map((row) => ({
      key: row.dataset["row"] ?? "",
      top: row.offsetTop,
      bottom: row.offsetTop + row.offsetHeight,
    }));

  const settle = (view: HTMLElement, rows: readonly Measured[]) => {
    const bottom = view.scrollTop + view.clientHeight;
    const last = rows[firstVisible(rows, bottom - endSlack)];
    onSettle(last?.key);
  };

  /** Puts the screen where its place says; called whenever anything has changed its size. */
  const hold = () => {
    const view = scroller.current;
    if (!view) return;
    const rowTop = (key: string) =>
      content.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(key)}"]`)?.offsetTop;
    const top = scrollTopFor(place.current, rowTop, view.clientHeight, view.scrollHeight);
    if (top !== undefined && Math.abs(view.scrollTop - top) > 1) view.scrollTop = top;
    fill(view);
    settle(view, measure());
  };

  const loadOlder = () => {
    if (loading.current || !latest.current.hasBefore) return;
    // A conversation is shown while its client still catches up, and may be read without a network.
    waiting.current = client.state !== "online";
    if (waiting.current) return;
    loading.current = true;
    setLoadingOlder(true);
    setLoadFailed(false);
    client
      .loadBefore(thread.threadId, pageSize)
      .catch(() => setLoadFailed(true))
      .finally(() => {
        loading.current = false;
        setLoadingOlder(false);
      });
  };

  const isOnline = connection.value === "online";
  useEffect(() => {
    if (isOnline && waiting.current) loadOlder();
  }, [isOnline]);

  /** Draws or loads more where an end of what is drawn is near. */
  const fill = (view: HTMLElement) => {
    const { window } = drawn.current;
    const now = latest.current;
    if (view.scrollTop < reach) {
      if (window.start > 0) setWindow(growUp(window));
      // The first messages are loaded by who opens the conversation, who knows where to begin.
      else if (!loadFailed && now.messages.length > 0) loadOlder();
    }
    if (view.scrollHeight - view.scrollTop - view.clientHeight < reach) {
      if (window.end < now.messages.length) setWindow(growDown(drawn.current.window, now.messages.length));
      else if (now.hasAfter) client.loadAfter(now.threadId, pageSize).catch(() => undefined);
    }
  };

  const onScroll = () => {
    const view = scroller.current;
    if (!view) return;
    const rows = measure();
    const now = latest.current;
    const complete = drawn.current.window.end >= now.messages.length && !now.hasAfter;
    // Where newer messages are not drawn, the end of what is drawn is no place to stay at.
    const total = complete ? view.scrollHeight : Number.POSITIVE_INFINITY;
    place.current = placeOf(rows, view.scrollTop, view.clientHeight, total);
    setAtNewest(place.current === "newest");
    fill(view);
    settle(view, rows);
  };

  useLayoutEffect(hold);

  const handlers = useRef({ hold, onScroll });
  handlers.current = { hold, onScroll };
  useEffect(() => {
    const view = scroller.current;
    const inner = content.current;
    if (!view || !inner) return undefined;
    let frame = 0;
    const scrolled = () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => handlers.current.onScroll());
    };
    const sizes = new ResizeObserver(() => handlers.current.hold());
    sizes.observe(view);
    sizes.observe(inner);
    view.addEventListener("scroll", scrolled, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      view.removeEventListener("scroll", scrolled);
    };
  }, []);

  const showRow = (key: string, around: number, offset: number) => {
    const { messages, window } = drawn.current;
    place.current = { key, offset };
    if (around < window.start || around >= window.end) setWindow(openWindow(messages.length, around));
    else hold();
  };

  return {
    scroller,
    content,
    window: drawn.current.window,
    atNewest,
    loadingOlder,
    loadFailed,
    loadOlder,
    showRow,
    showSeq: (seq) => {
      const index = latest.current.messages.findIndex((message) => message.seq === seq);
      const message = latest.current.messages[index];
      if (!message) return false;
      showRow(messageKey(message), index, (scroller.current?.clientHeight ?? 0) / 3);
      return true;
    },
    showNewest: () => {
      place.current = "newest";
      const { length } = latest.current.messages;
      if (drawn.current.window.end < length) setWindow(openWindow(length));
      else hold();
    },
  };
}
