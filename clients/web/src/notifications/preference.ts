import { signal } from "@preact/signals";

const key = "chat.notifications";

/** Whether the owner of this device wants notifications on it. */
export const notificationsWanted = signal(stored());

export function setNotificationsWanted(wanted: boolean): void {
  notificationsWanted.value = wanted;
  try {
    if (wanted) localStorage.setItem(key, "on");
    else localStorage.removeItem(key);
  } catch {
    // Storage may be forbidden: then the choice lasts as long as the page.
  }
}

function stored(): boolean {
  try {
    return localStorage.getItem(key) === "on" && "Notification" in globalThis;
  } catch {
    return false;
  }
}
