import { signal } from "@preact/signals";
import { errorText } from "../app/errors.js";

interface Toast {
  readonly id: number;
  readonly text: string;
  readonly error: boolean;
}

const shown = signal<readonly Toast[]>([]);
let last = 0;

/** Long enough to read two short sentences. */
const lifetime = 5000;

/** Says something in passing, also to screen readers. */
export function toast(text: string, error = false): void {
  const id = ++last;
  shown.value = [...shown.value.filter((one) => one.text !== text).slice(-2), { id, text, error }];
  setTimeout(() => {
    shown.value = shown.value.filter((one) => one.id !== id);
  }, lifetime);
}

/** Says why something that no form asked for has failed. */
export function toastError(error: unknown): void {
  toast(errorText(error), true);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.value.map((one) => (
        <p key={one.id} class={one.error ? "toast error" : "toast"} data-testid="toast">
          {one.text}
        </p>
      ))}
    </div>
  );
}
