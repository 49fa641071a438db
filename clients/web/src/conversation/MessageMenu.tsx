import type { Message } from "chat-orleans";
import { clipboard } from "../app/platform.js";
import { me } from "../app/store.js";
import { texts } from "../texts/index.js";
import { Menu, MenuItem } from "../ui/Menu.js";
import { toast, toastError } from "../ui/toasts.js";
import { reactionEmoji } from "./emoji.js";
import { react } from "./Reactions.js";

interface MessageMenuProps {
  readonly message: Message;
  readonly anchor: Element;
  /** Whether the conversation takes messages. */
  readonly active: boolean;
  readonly onClose: () => void;
  readonly onReply: (message: Message) => void;
  readonly onEdit: (message: Message) => void;
  readonly onDelete: (message: Message) => void;
  readonly onReport: (message: Message) => void;
}

/** What can be done with a message: reactions first. */
export function MessageMenu({ message, anchor, active, onClose, ...on }: MessageMenuProps) {
  const own = me.value?.userId ?? "";
  const mine = new Set(
    message.reactions.filter(({ userIds }) => userIds.includes(own)).map(({ emoji }) => emoji),
  );
  const then = (action: (message: Message) => void) => () => {
    onClose();
    action(message);
  };
  const text = message.text ?? "";
  return (
    <Menu anchor={anchor} label={texts.message.actions} onClose={onClose} testId="message-menu">
      {active && (
        <div class="menu-emojis" role="group" aria-label={texts.message.react}>
          {reactionEmoji.map((emoji) => (
            <button
              key={emoji}
              type="button"
              role="menuitemcheckbox"
              aria-checked={mine.has(emoji)}
              tabIndex={-1}
              class="emoji-button"
              aria-label={texts.message.reactWith(emoji)}
              data-testid="react"
              data-emoji={emoji}
              onClick={then(() => react(message, emoji, !mine.has(emoji)))}
            >
              {emoji}
            </button>
          ))}
        </div>
      )}
      {active && (
        <MenuItem icon="reply" onSelect={then(on.onReply)} testId="reply">
          {texts.message.reply}
        </MenuItem>
      )}
      {text !== "" && (
        <MenuItem icon="copy" onSelect={then(() => copy(text))} testId="copy">
          {texts.message.copy}
        </MenuItem>
      )}
      {message.mine && active && text !== "" && (
        <MenuItem icon="edit" onSelect={then(on.onEdit)} testId="edit">
          {texts.message.edit}
        </MenuItem>
      )}
      {!message.mine && (
        <MenuItem icon="flag" onSelect={then(on.onReport)} testId="report-message">
          {texts.message.report}
        </MenuItem>
      )}
      {message.mine && (
        <MenuItem icon="trash" danger onSelect={then(on.onDelete)} testId="delete">
          {texts.message.delete}
        </MenuItem>
      )}
    </Menu>
  );
}

function copy(text: string): void {
  // Without a secure context there is no clipboard to write to.
  if (clipboard) clipboard.writeText(text).then(() => toast(texts.message.copied), toastError);
  else toastError(undefined);
}
