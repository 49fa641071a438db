import type { Message } from "chat-orleans";
import { client } from "../app/client.js";
import { errorText } from "../app/errors.js";
import { connection } from "../app/store.js";
import { texts } from "../texts/index.js";

/** Under a message that is not stored: why, and what can be done. */
export function UnsentActions({ message }: { message: Message }) {
  const { threadId, clientMessageId, state, error } = message;
  const discard = (
    <button
      type="button"
      class="link-button"
      data-testid="discard"
      onClick={() => client.discard(threadId, clientMessageId)}
    >
      {texts.receipts.discard}
    </button>
  );
  if (state === "failed") {
    return (
      <p class="unsent-note failed" data-testid="unsent">
        <span>{error ? texts.receipts.failedWith(errorText(error)) : texts.receipts.failed}</span>
        <button
          type="button"
          class="link-button"
          data-testid="retry"
          onClick={() => client.retry(threadId, clientMessageId)}
        >
          {texts.receipts.retry}
        </button>
        {discard}
      </p>
    );
  }
  if (state !== "waiting" || connection.value === "online") return null;
  return (
    <p class="unsent-note" data-testid="unsent">
      <span>{texts.receipts.waiting}</span>
      {discard}
    </p>
  );
}
