import type { Thread } from "chat-orleans";
import { useState } from "preact/hooks";
import { go, showSide } from "../app/router.js";
import { presences } from "../app/store.js";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { Avatar } from "../ui/Avatar.js";
import { IconButton } from "../ui/Button.js";
import { PeerStatus } from "./PeerStatus.js";
import { ThreadMenu } from "./ThreadMenu.js";

/** Who one talks to, and what can be done with the conversation. */
export function ConversationHeader({ thread }: { thread: Thread }) {
  const [anchor, setAnchor] = useState<Element>();
  const { peer } = thread;
  const online =
    (presences.value.get(peer.userId)?.online ?? peer.online) && peer.state === undefined && !thread.blocked;
  return (
    <header class="bar conversation-bar">
      <span class="narrow-only">
        <IconButton
          icon="back"
          label={texts.conversation.back}
          data-testid="conversation-back"
          onClick={() => go({ screen: "home", side: "list" })}
        />
      </span>
      <Avatar person={{ ...peer, online }} size="small" />
      <div class="conversation-who">
        <h1 data-testid="conversation-title">{peerName(peer)}</h1>
        <PeerStatus thread={thread} />
      </div>
      <IconButton
        icon="search"
        label={texts.conversation.search}
        data-testid="search-thread"
        onClick={() => showSide("search", thread.threadId)}
      />
      <IconButton
        icon="more"
        label={texts.conversation.more}
        aria-haspopup="menu"
        aria-expanded={anchor !== undefined}
        data-testid="thread-menu-open"
        onClick={(event) => setAnchor(event.currentTarget)}
      />
      {anchor && <ThreadMenu thread={thread} anchor={anchor} onClose={() => setAnchor(undefined)} />}
    </header>
  );
}
