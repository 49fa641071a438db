import { workers } from "../app/platform.js";
import { notificationsWanted } from "./preference.js";

interface Notice {
  readonly threadId: string;
  readonly title: string;
  readonly body: string;
  readonly onOpen: () => void;
}

/** Those shown by this page, by thread: one for each, as with push. */
const shown = new Map<string, Notification>();

/** Shows a notification, if this device wants any; a newer one of the same thread takes its place. */
export function notify({ threadId, title, body, onOpen }: Notice): void {
  if (!notificationsWanted.peek() || Notification.permission !== "granted") return;
  try {
    const notification = new Notification(title, { body, tag: threadId, icon: "/icon.svg" });
    shown.set(threadId, notification);
    notification.addEventListener("click", () => {
      window.focus();
      notification.close();
      onOpen();
    });
    notification.addEventListener("close", () => shown.delete(threadId));
  } catch {
    // Some phones let service workers alone show notifications.
    void workers
      ?.getRegistration()
      .then((worker) =>
        worker?.showNotification(title, { body, tag: threadId, icon: "/icon.svg", data: { threadId } }),
      );
  }
}

/** Takes a notification back, since its messages were read. */
export function closeNotification(threadId: string): void {
  shown.get(threadId)?.close();
}
