import type { Message, Thread } from "chat-orleans";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { client } from "../app/client.js";
import { peerName, receiptOf } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { dayHeading } from "../texts/times.js";
import { IconButton } from "../ui/Button.js";
import { toastError } from "../ui/toasts.js";
import { messageGestures } from "./messageGestures.js";
import { MessageRow } from "./MessageRow.js";
import { fetchedQuote, quotable } from "./quotes.js";
import { messageKey, timeline, unreadKey } from "./timeline.js";
import { TimelineStart } from "./TimelineStart.js";
import { useJump } from "./useJump.js";
import { useOpening } from "./useOpening.js";
import { useReading } from "./useReading.js";
import { useTimelineScroll } from "./useTimelineScroll.js";

/** A message to show; another object asks again. */
export interface JumpRequest {
  readonly seq: number;
}

interface MessageListProps {
  readonly thread: Thread;
  readonly request: JumpRequest | undefined;
  /** The `seq` above which messages were unread when the conversation was opened. */
  readonly unreadAfter: number | undefined;
  readonly onMenu: (message: Message, anchor: Element) => void;
}

/** How far below the top the divider of the unread messages is when a conversation opens, in pixels. */
const dividerOffset = 96;

export function MessageList({ thread, request, unreadAfter, onMenu }: MessageListProps) {
  const { threadId, messages } = thread;
  const scroll = useTimelineScroll(thread, useReading(thread));
  const { window, showRow, showNewest } = scroll;
  const { jump, flashed } = useJump(thread, scroll.showSeq);
  const now = useMemo(() => new Date(), [messages]);
  const bySeq = useMemo(() => new Map(messages.map((message) => [message.seq, message])), [messages]);
  const days = useMemo(
    () => timeline(messages.slice(window.start, window.end), unreadAfter),
    [messages, window.start, window.end, unreadAfter],
  );

  const newest = () => {
    if (!thread.hasAfter) showNewest();
    else client.loadNewest(threadId).then(showNewest, toastError);
  };

  useOpening({
    thread,
    wanted: request !== undefined,
    unreadAfter,
    loadOlder: scroll.loadOlder,
    showUnread: (index) => showRow(unreadKey, index, dividerOffset),
  });
  useEffect(() => {
    if (request) jump(request.seq);
  }, [request]);

  // Whoever sends wants to see it, wherever they were reading.
  const lastUnsent = messages.findLast((message) => message.state !== "sent");
  const sending = lastUnsent && messageKey(lastUnsent);
  useEffect(() => {
    if (sending !== undefined) newest();
  }, [sending]);

  const latest = useRef({ jump, onMenu, messages });
  latest.current = { jump, onMenu, messages };
  const stable = useMemo(() => {
    const onRowMenu = (message: Message, anchor: Element) => latest.current.onMenu(message, anchor);
    const find = (key: string) => latest.current.messages.find((message) => messageKey(message) === key);
    return {
      row: { onJump: (seq: number) => latest.current.jump(seq), onMenu: onRowMenu },
      gestures: messageGestures(find, onRowMenu),
    };
  }, []);

  const quoteOf = ({ replyTo }: Message) => {
    if (replyTo === undefined) return undefined;
    const held = bySeq.get(replyTo);
    return held ? quotable(thread, held) : fetchedQuote(thread, replyTo);
  };

  return (
    <div class="timeline-frame">
      <div
        ref={scroll.scroller}
        class="timeline"
        role="region"
        aria-label={texts.conversation.messages}
        tabIndex={0}
        data-testid="timeline"
        data-at-newest={scroll.atNewest}
        {...stable.gestures}
      >
        <div ref={scroll.content} class="timeline-content">
          {window.start === 0 && (
            <TimelineStart
              thread={thread}
              loading={scroll.loadingOlder}
              failed={scroll.loadFailed}
              onRetry={scroll.loadOlder}
            />
          )}
          {days.map((day) => (
            <section key={day.key} class="day">
              <h2 class="day-heading">
                <span>{dayHeading(day.at, now)}</span>
              </h2>
              <ol class="day-messages">
                {day.rows.map((row) =>
                  row.kind === "unread" ? (
                    <li key={row.key} class="unread-divider" data-row={row.key} data-testid="unread-divider">
                      <span>{texts.conversation.newMessages}</span>
                    </li>
                  ) : (
                    <MessageRow
                      key={row.key}
                      rowKey={row.key}
                      message={row.message}
                      opensGroup={row.opensGroup}
                      closesGroup={row.closesGroup}
                      author={row.message.mine ? texts.conversation.you : peerName(thread.peer)}
                      receipt={row.message.mine ? receiptOf(row.message, thread) : undefined}
                      quote={quoteOf(row.message)}
                      flashes={flashed !== undefined && row.message.seq === flashed}
                      active={thread.active}
                      {...stable.row}
                    />
                  ),
                )}
              </ol>
            </section>
          ))}
        </div>
      </div>
      {!scroll.atNewest && (
        <div class="jump-newest">
          {thread.unread > 0 && (
            <span class="badge" data-testid="unread-below">
              <span aria-hidden="true">{thread.unread}</span>
              <span class="hidden-text">{texts.conversation.unreadBelow(thread.unread)}</span>
            </span>
          )}
          <IconButton
            icon="down"
            label={texts.conversation.jumpToNewest}
            onClick={newest}
            data-testid="jump-newest"
          />
        </div>
      )}
    </div>
  );
}
