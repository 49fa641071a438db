import type { Thread } from "chat-orleans";
import { presences } from "../app/store.js";
import { goToThread } from "../app/router.js";
import { texts } from "../texts/index.js";
import { fullTime, listTime } from "../texts/times.js";
import { Avatar } from "../ui/Avatar.js";
import { Icon } from "../ui/Icon.js";
import { Ticks } from "../ui/Ticks.js";
import { isMuted, peerName, summaryOf } from "./summary.js";

interface ConversationRowProps {
  readonly thread: Thread;
  readonly current: boolean;
  readonly now: Date;
}

export function ConversationRow({ thread, current, now }: ConversationRowProps) {
  const { peer } = thread;
  const summary = summaryOf(thread);
  const muted = isMuted(thread, now.getTime());
  const last = thread.messages.findLast((message) => message.state !== "sent") ?? thread.lastMessage;
  const online =
    (presences.value.get(peer.userId)?.online ?? peer.online) && peer.state === undefined && !thread.blocked;
  return (
    <a
      class={thread.unread > 0 ? "row unread" : "row"}
      href={`/t/${thread.threadId}`}
      aria-current={current ? "page" : undefined}
      data-testid="conversation-row"
      data-thread={thread.threadId}
      data-handle={peer.handle}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goToThread(thread.threadId);
      }}
    >
      <Avatar person={{ ...peer, online }} />
      <span class="row-words">
        <span class="row-line">
          <span class="row-name">{peerName(peer)}</span>
          {online && <span class="hidden-text">{texts.conversation.online}</span>}
          {thread.active && (
            <span class="running" data-testid="row-running">
              {texts.list.running}
            </span>
          )}
          {last && (
            <time class="row-time" dateTime={last.at} title={fullTime(new Date(last.at))}>
              {listTime(new Date(last.at), now)}
            </time>
          )}
        </span>
        <span class="row-line">
          {summary.own && <Ticks receipt={summary.own} />}
          <span class={summary.lively ? "row-last lively" : "row-last"} data-testid="row-last">
            {summary.text}
          </span>
          {muted && <Mark icon="bellOff" label={texts.list.muted} />}
          {thread.blocked && <Mark icon="block" label={texts.list.blocked} />}
          {thread.unread > 0 && (
            <span class={muted ? "badge quiet" : "badge"} data-testid="row-unread">
              <span aria-hidden="true">{thread.unread > 999 ? "999+" : thread.unread}</span>
              <span class="hidden-text">{texts.list.unread(thread.unread)}</span>
            </span>
          )}
        </span>
      </span>
    </a>
  );
}

function Mark({ icon, label }: { icon: "bellOff" | "block"; label: string }) {
  return (
    <span title={label}>
      <Icon name={icon} class="row-mark" />
      <span class="hidden-text">{label}</span>
    </span>
  );
}
