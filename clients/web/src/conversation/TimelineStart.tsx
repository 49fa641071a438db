import type { Thread } from "chat-orleans";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { Avatar } from "../ui/Avatar.js";
import { Button } from "../ui/Button.js";

interface TimelineStartProps {
  readonly thread: Thread;
  readonly loading: boolean;
  readonly failed: boolean;
  readonly onRetry: () => void;
}

/** What is above the first message: older ones on their way, why they don't come, or the beginning. */
export function TimelineStart({ thread, loading, failed, onRetry }: TimelineStartProps) {
  if (failed) {
    return (
      <div class="timeline-start" role="alert">
        <p>{texts.conversation.loadFailed}</p>
        <Button small onClick={onRetry} data-testid="load-again">
          {texts.conversation.loadAgain}
        </Button>
      </div>
    );
  }
  if (thread.hasBefore || loading) {
    return (
      <div class="timeline-start loading">
        <span class="spinner" role="status" aria-label={texts.conversation.loadingOlder} />
      </div>
    );
  }
  return (
    <div class="timeline-start" data-testid="timeline-beginning">
      <Avatar person={thread.peer} size="large" />
      <p>
        {thread.peer.state === "erased"
          ? texts.conversation.beginningErased
          : texts.conversation.beginning(peerName(thread.peer))}
      </p>
    </div>
  );
}
