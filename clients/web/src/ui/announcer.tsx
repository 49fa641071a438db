import { signal } from "@preact/signals";

const said = signal("");

/** Has screen readers say something that is on the screen already, once they have finished what they say. */
export function announce(text: string): void {
  // The same text twice is another text, or it would not be said again.
  said.value = said.value === text ? `${text}\u00a0` : text;
}

export function Announcer() {
  return (
    <p class="hidden-text" role="status" aria-live="polite" data-testid="announcer">
      {said.value}
    </p>
  );
}
