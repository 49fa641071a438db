import { useRef, useState } from "preact/hooks";
import { texts } from "../texts/index.js";
import { IconButton } from "../ui/Button.js";
import { Menu } from "../ui/Menu.js";
import { composerEmoji } from "./emoji.js";

/** Opens a small board of emoji, for keyboards without one. */
export function EmojiButton({ onPick }: { onPick: (emoji: string) => void }) {
  const box = useRef<HTMLSpanElement>(null);
  const [open, setOpen] = useState(false);
  const button = box.current?.querySelector("button");
  return (
    <span ref={box} class="emoji-opener">
      <IconButton
        icon="smile"
        label={texts.composer.emoji}
        aria-haspopup="menu"
        aria-expanded={open}
        data-testid="emoji"
        onClick={() => setOpen(!open)}
      />
      {open && button && (
        <Menu
          anchor={button}
          label={texts.composer.emoji}
          onClose={() => setOpen(false)}
          testId="emoji-board"
        >
          <div class="emoji-board" role="group" aria-label={texts.composer.emoji}>
            {composerEmoji.map((emoji) => (
              <button
                key={emoji}
                type="button"
                role="menuitem"
                tabIndex={-1}
                class="emoji-button"
                onClick={() => {
                  setOpen(false);
                  onPick(emoji);
                }}
              >
                {emoji}
              </button>
            ))}
          </div>
        </Menu>
      )}
    </span>
  );
}
