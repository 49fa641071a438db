import { signal } from "@preact/signals";
import { notificationsWanted } from "../notifications/preference.js";
import { toastError } from "../ui/toasts.js";
import { client } from "./client.js";
import { go, goToThread, isSignedInRoute, route } from "./router.js";
import { me, signedOutReason } from "./store.js";

/** Whether the page knows if somebody is logged in. */
export const started = signal(false);

/** Goes on with the session from before, if there is one. */
export async function start(): Promise<void> {
  try {
    if (await client.restore()) enter();
  } catch (error) {
    toastError(error);
  } finally {
    started.value = true;
  }
}

/**
 * Shows the conversations of whoever is logged in now, and connects. Whoever did not come for something of their own goes
 * straight back into the running conversation.
 */
export function enter(): void {
  signedOutReason.value = undefined;
  const wanted = route.peek();
  if (!isSignedInRoute(wanted)) go({ screen: "home", side: "list" }, "replace");
  const anywhere = route.peek().screen === "home" && location.search === "";
  client.connect().then(
    () => {
      const running = me.peek()?.activeThreadId;
      if (notificationsWanted.peek()) void renewPush();
      if (anywhere && running !== undefined && route.peek().screen === "home")
        goToThread(running, undefined, "replace");
    },
    // The end of the session is told by its own event.
    () => undefined,
  );
}

/** Push is no part of the first load. */
async function renewPush(): Promise<void> {
  const { subscribeToPush } = await import("../notifications/webPush.js");
  await subscribeToPush();
}
