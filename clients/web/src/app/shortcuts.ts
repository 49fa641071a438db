import { go, route, showSide } from "./router.js";

/** Keys that work wherever the focus is, unless something nearer has taken them. */
export function onShortcut(event: KeyboardEvent): void {
  if (event.defaultPrevented || document.querySelector("dialog[open], [popover]:popover-open")) return;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
    event.preventDefault();
    showSide("search");
    return;
  }
  if (event.key !== "Escape") return;
  const present = route.peek();
  if (present.screen === "settings") go({ screen: "home", side: "list" });
  else if (present.screen === "thread") focusComposer();
}

/** Escape leads from wherever in a conversation to where one writes. */
function focusComposer(): void {
  document.querySelector<HTMLElement>(".composer-input")?.focus();
}
