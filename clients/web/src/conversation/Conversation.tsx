import type { Message, Thread } from "chat-orleans";
import { useMemo, useState } from "preact/hooks";
import { route } from "../app/router.js";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { ClosedBar } from "./ClosedBar.js";
import { Composer } from "./Composer.js";
import { ConversationHeader } from "./ConversationHeader.js";
import { draftOf } from "./drafts.js";
import { MessageList, type JumpRequest } from "./MessageList.js";
import { MessageMenu } from "./MessageMenu.js";
import { ask } from "./threadDialogs.js";
import { useDropFiles } from "./useDropFiles.js";
import { useUnreadDivider } from "./useUnreadDivider.js";

/** One conversation: who, what was said, and where to write. */
export function Conversation({ thread }: { thread: Thread }) {
  const [menu, setMenu] = useState<{ readonly message: Message; readonly anchor: Element }>();
  const unreadAfter = useUnreadDivider(thread);
  const draft = draftOf(thread.threadId);
  const writable = thread.active && !thread.blocked && thread.peer.state === undefined;
  const drop = useDropFiles(writable ? draft.uploads : undefined);
  const present = route.value;
  const at = present.screen === "thread" ? present.at : undefined;
  const request = useMemo(
    (): JumpRequest | undefined => (at === undefined ? undefined : { seq: at }),
    [present],
  );

  return (
    <section
      class={drop.over ? "conversation dropping" : "conversation"}
      aria-label={texts.conversation.region(peerName(thread.peer))}
      data-testid="conversation"
      data-thread={thread.threadId}
      data-active={thread.active}
      {...drop.handlers}
    >
      <ConversationHeader thread={thread} />
      <MessageList
        thread={thread}
        request={request}
        unreadAfter={unreadAfter}
        onMenu={(message, anchor) => setMenu({ message, anchor })}
      />
      {writable ? <Composer thread={thread} /> : <ClosedBar thread={thread} />}
      {drop.over && <p class="drop-note">{texts.composer.dropHere}</p>}
      {menu && (
        <MessageMenu
          key={menu.message.clientMessageId}
          message={menu.message}
          anchor={menu.anchor}
          active={writable}
          onClose={() => setMenu(undefined)}
          onReply={(message) => {
            draft.editing.value = undefined;
            draft.replyTo.value = message;
          }}
          onEdit={(message) => {
            draft.replyTo.value = undefined;
            draft.editing.value = message;
            draft.text.value = message.text ?? "";
          }}
          onDelete={(message) => ask({ kind: "delete", threadId: thread.threadId, message })}
          onReport={(message) => ask({ kind: "report", threadId: thread.threadId, message })}
        />
      )}
    </section>
  );
}
