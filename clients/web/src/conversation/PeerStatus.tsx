import type { Thread } from "chat-orleans";
import { presences } from "../app/store.js";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { ago } from "../texts/times.js";
import { useTicks } from "../ui/useTicks.js";

/** Under the name: whether the other one types, is here, or was here last; or that they are gone. */
export function PeerStatus({ thread }: { thread: Thread }) {
  const now = useTicks(30_000);
  const { peer } = thread;
  const presence = presences.value.get(peer.userId) ?? peer;
  return (
    <span class="peer-status" data-testid="peer-status">
      {statusText()}
    </span>
  );

  function statusText() {
    if (peer.state === "erased") return texts.conversation.erased;
    if (peer.state === "deactivated") return texts.conversation.deactivated;
    if (thread.peerTyping) {
      return (
        <span class="lively" data-testid="typing">
          {texts.conversation.typing(peerName(peer))}
          <span class="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
        </span>
      );
    }
    if (thread.blocked) return `@${peer.handle}`;
    if (presence.online) return texts.conversation.online;
    return presence.lastSeenAt === undefined
      ? `@${peer.handle}`
      : texts.conversation.lastSeen(ago(new Date(presence.lastSeenAt), now));
  }
}
