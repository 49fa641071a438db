import { useState } from "preact/hooks";
import { notificationsWanted, setNotificationsWanted } from "../notifications/preference.js";
import { subscribeToPush, unsubscribeFromPush } from "../notifications/webPush.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Section } from "./Section.js";

/** Asks the browser for its permission only when somebody has asked for notifications here. */
export function NotificationsSection() {
  const supported = "Notification" in globalThis;
  const [denied, setDenied] = useState(supported && Notification.permission === "denied");
  const [onlyHere, setOnlyHere] = useState(false);
  const [busy, setBusy] = useState(false);
  const on = notificationsWanted.value && !denied;

  const enable = async () => {
    setBusy(true);
    try {
      const permission = await Notification.requestPermission();
      setDenied(permission === "denied");
      if (permission !== "granted") return;
      setNotificationsWanted(true);
      setOnlyHere((await subscribeToPush()) !== "subscribed");
    } finally {
      setBusy(false);
    }
  };
  const disable = () => {
    setNotificationsWanted(false);
    // What could not be told to the server ends with the session at the latest.
    unsubscribeFromPush().catch(() => undefined);
  };

  const status = !supported
    ? texts.notifications.unsupported
    : denied
      ? texts.notifications.denied
      : on
        ? onlyHere
          ? texts.notifications.onHere
          : texts.notifications.on
        : texts.notifications.inPageHint;
  return (
    <Section title={texts.notifications.title} testId="settings-notifications">
      <div class="settings-item">
        <p class="settings-words" role="status" data-testid="notifications-status">
          {status}
        </p>
        {supported && !denied && (
          <Button
            small
            kind={on ? undefined : "primary"}
            busy={busy}
            onClick={() => (on ? disable() : void enable())}
            data-testid="notifications-toggle"
          >
            {on ? texts.notifications.disable : texts.notifications.enable}
          </Button>
        )}
      </div>
    </Section>
  );
}
