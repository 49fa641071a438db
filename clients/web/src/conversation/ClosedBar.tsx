import type { Thread } from "chat-orleans";
import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { peerName } from "../conversations/summary.js";
import { openWith } from "../people/opening.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { toast, toastError } from "../ui/toasts.js";

/** In place of the composer where nothing can be written: why, and how to go on. */
export function ClosedBar({ thread }: { thread: Thread }) {
  const [busy, setBusy] = useState(false);
  const { peer } = thread;
  const name = peerName(peer);
  const run = (action: () => Promise<unknown>) => () => {
    setBusy(true);
    action()
      .catch(toastError)
      .finally(() => setBusy(false));
  };

  if (peer.state !== undefined) {
    return (
      <footer class="closed-bar" data-testid="gone-bar">
        <p>
          {peer.state === "erased" ? texts.conversation.erasedBody : texts.conversation.deactivatedBody(name)}
        </p>
      </footer>
    );
  }
  if (thread.blocked) {
    return (
      <footer class="closed-bar" data-testid="blocked-bar">
        <p>{texts.conversation.blockedBody(name)}</p>
        <Button
          busy={busy}
          data-testid="bar-unblock"
          onClick={run(() =>
            client.block(peer.userId, false).then(() => toast(texts.thread.unblocked(name))),
          )}
        >
          {texts.thread.unblock(name)}
        </Button>
      </footer>
    );
  }
  return (
    <footer class="closed-bar" data-testid="closed-bar">
      <div>
        <p class="closed-title">{texts.conversation.closedTitle}</p>
        <p>{texts.conversation.closedBody}</p>
      </div>
      <Button
        kind="primary"
        busy={busy}
        data-testid="reopen"
        onClick={run(() => openWith({ userId: peer.userId, name }))}
      >
        {texts.conversation.reopen}
      </Button>
    </footer>
  );
}
