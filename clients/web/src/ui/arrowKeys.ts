/** Moves the focus between the elements of a list that match, by the arrow keys, Home and End. */
export function arrowKeys(selector: string): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const list = event.currentTarget as HTMLElement;
    const all = [...list.querySelectorAll<HTMLElement>(selector)];
    const at = all.findIndex((one) => one.contains(document.activeElement));
    const next = target(event.key, at, all.length);
    if (next === undefined) return;
    event.preventDefault();
    all[next]?.focus();
  };
}

function target(key: string, at: number, length: number): number | undefined {
  if (length === 0) return undefined;
  switch (key) {
    case "ArrowDown":
      return Math.min(at + 1, length - 1);
    case "ArrowUp":
      // From outside the list, up is its end: of messages, the newest one.
      return at < 0 ? length - 1 : Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return length - 1;
    default:
      return undefined;
  }
}
