import { signal } from "@preact/signals";

/** Whether somebody looks at this page: it is visible and has the focus. What comes meanwhile is read. */
export const attentive = signal(looks());

for (const event of ["focus", "blur", "pageshow", "pagehide"]) addEventListener(event, update);
document.addEventListener("visibilitychange", update);

function update(): void {
  attentive.value = looks();
}

function looks(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
