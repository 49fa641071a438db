import type { Message } from "chat-orleans";
import { arrowKeys } from "../ui/arrowKeys.js";

const onArrow = arrowKeys(".message, .system-message");
const interactive = "a, button, input, textarea, img";

/**
 * How keyboard, touch and the right mouse button get at a message's menu: arrows move through the messages and Enter opens
 * it, as do a tap and the context menu's own gesture on a bubble.
 */
export function messageGestures(
  find: (key: string) => Message | undefined,
  onMenu: (message: Message, anchor: Element) => void,
) {
  const open = (event: Event, anchor: Element | null): void => {
    const row = event.target instanceof Element ? event.target.closest<HTMLElement>(".message") : null;
    const message = find(row?.dataset["row"] ?? "");
    const opens = message?.seq !== undefined && message.deletedAt === undefined && !message.system;
    if (!anchor || !opens) return;
    event.preventDefault();
    onMenu(message, anchor);
  };

  return {
    onKeyDown: (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      const onRow = target.classList.contains("message");
      if (onRow && (event.key === "Enter" || event.key === " "))
        open(event, target.querySelector(".message-more"));
      else if (target.closest(interactive) === null) onArrow(event);
    },
    onContextMenu: (event: MouseEvent) => {
      if (bubble(event) && !selecting()) open(event, bubble(event));
    },
    onClick: (event: MouseEvent) => {
      const touch = event instanceof PointerEvent && event.pointerType === "touch";
      if (touch && bubble(event) && !selecting()) open(event, bubble(event));
    },
  };
}

function bubble({ target }: Event): Element | null {
  if (!(target instanceof Element) || target.closest(interactive) !== null) return null;
  return target.closest("[data-bubble]");
}

function selecting(): boolean {
  return getSelection()?.isCollapsed === false;
}
