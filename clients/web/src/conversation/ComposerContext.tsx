import type { Thread } from "chat-orleans";
import { texts } from "../texts/index.js";
import { IconButton } from "../ui/Button.js";
import { Icon } from "../ui/Icon.js";
import type { Draft } from "./drafts.js";
import { quotable } from "./quotes.js";

interface ComposerContextProps {
  readonly thread: Thread;
  readonly draft: Draft;
  readonly onStopEditing: () => void;
}

/** Above the field: which message is answered or changed. */
export function ComposerContext({ thread, draft, onStopEditing }: ComposerContextProps) {
  const message = draft.editing.value ?? draft.replyTo.value;
  if (!message) return null;
  const edits = draft.editing.value !== undefined;
  const quote = quotable(thread, message);
  return (
    <div class="composer-context" data-testid={edits ? "editing" : "replying"}>
      <Icon name={edits ? "edit" : "reply"} />
      <div class="composer-quote">
        <p class="quote-author">
          {edits ? texts.composer.editing : texts.composer.replyingTo(quote?.author ?? "")}
        </p>
        <p class="quote-text">{quote?.text ?? texts.message.quotedGone}</p>
      </div>
      <IconButton
        icon="close"
        label={texts.composer.cancel}
        data-testid="composer-cancel"
        onClick={() => {
          if (edits) onStopEditing();
          else draft.replyTo.value = undefined;
        }}
      />
    </div>
  );
}
