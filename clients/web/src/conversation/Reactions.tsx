import type { Message } from "chat-orleans";
import { client } from "../app/client.js";
import { me } from "../app/store.js";
import { texts } from "../texts/index.js";
import { toastError } from "../ui/toasts.js";

/** The reactions to a message; a click adds one's own or takes it back. */
export function Reactions({ message, disabled }: { message: Message; disabled: boolean }) {
  const own = me.value?.userId ?? "";
  if (message.reactions.length === 0) return null;
  return (
    <ul class="reactions">
      {message.reactions.map(({ emoji, userIds }) => {
        const mine = userIds.includes(own);
        return (
          <li key={emoji}>
            <button
              type="button"
              class="reaction"
              aria-pressed={mine}
              aria-label={texts.message.reactions(emoji, userIds.length, mine)}
              disabled={disabled}
              data-testid="reaction"
              data-emoji={emoji}
              onClick={() => react(message, emoji, !mine)}
            >
              <span aria-hidden="true">{emoji}</span>
              {userIds.length > 1 && <span aria-hidden="true">{userIds.length}</span>}
            </button>
          </li>
        );
      })}
    </ul>
  );
}

export function react(message: Message, emoji: string, added: boolean): void {
  if (message.seq !== undefined)
    client.react(message.threadId, message.seq, emoji, added).settled.catch(toastError);
}
