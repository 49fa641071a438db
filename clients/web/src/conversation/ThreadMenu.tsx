import type { Thread } from "chat-orleans";
import { client } from "../app/client.js";
import { isMuted, peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { Menu, MenuItem } from "../ui/Menu.js";
import { toast, toastError } from "../ui/toasts.js";
import { ask } from "./threadDialogs.js";

/** What can be done with a conversation. */
export function ThreadMenu({
  thread,
  anchor,
  onClose,
}: {
  thread: Thread;
  anchor: Element;
  onClose: () => void;
}) {
  const { threadId, peer, archived, blocked } = thread;
  const name = peerName(peer);
  const muted = isMuted(thread, Date.now());
  const then = (action: () => void) => () => {
    onClose();
    action();
  };
  const archive = () =>
    client
      .archive(threadId, !archived)
      .then(() => toast(archived ? texts.thread.unarchived : texts.thread.archived), toastError);
  const unblock = () =>
    client.block(peer.userId, false).then(() => toast(texts.thread.unblocked(name)), toastError);
  return (
    <Menu anchor={anchor} label={texts.conversation.more} onClose={onClose} testId="thread-menu">
      <MenuItem
        icon={muted ? "bell" : "bellOff"}
        testId="mute"
        onSelect={then(() =>
          muted ? void client.mute(threadId, false).catch(toastError) : ask({ kind: "mute", threadId }),
        )}
      >
        {muted ? texts.thread.unmute : texts.thread.mute}
      </MenuItem>
      <MenuItem icon="archive" testId="archive" onSelect={then(() => void archive())}>
        {archived ? texts.thread.unarchive : texts.thread.archive}
      </MenuItem>
      {peer.state !== "erased" && (
        <MenuItem icon="flag" testId="report" onSelect={then(() => ask({ kind: "report", threadId }))}>
          {texts.thread.report(name)}
        </MenuItem>
      )}
      {blocked ? (
        <MenuItem icon="block" testId="unblock" onSelect={then(() => void unblock())}>
          {texts.thread.unblock(name)}
        </MenuItem>
      ) : (
        peer.state !== "erased" && (
          <MenuItem
            icon="block"
            danger
            testId="block"
            onSelect={then(() => ask({ kind: "block", threadId }))}
          >
            {texts.thread.block(name)}
          </MenuItem>
        )
      )}
      {thread.active && (
        <MenuItem
          icon="end"
          danger
          testId="end-conversation"
          onSelect={then(() => ask({ kind: "end", threadId }))}
        >
          {texts.thread.end}
        </MenuItem>
      )}
    </Menu>
  );
}
