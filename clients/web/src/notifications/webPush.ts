import { client } from "../app/client.js";
import { errorCode } from "../app/errors.js";
import { workers } from "../app/platform.js";

/** What became of asking for push: it works, this server or browser has none, or the browser's owner said no. */
export type PushOutcome = "subscribed" | "unsupported" | "failed";

/**
 * Subscribes this device to Web Push, or renews what has died; unchanged where it lives. Called at each start, once the
 * owner has asked for notifications.
 */
export async function subscribeToPush(): Promise<PushOutcome> {
  if (!workers || !("PushManager" in globalThis)) return "unsupported";
  try {
    const { publicKey } = await client.api.me.pushKey();
    await workers.register(workerUrl());
    const registration = await workers.ready;
    const subscription = await subscribe(registration.pushManager, publicKey);
    const { endpoint, expirationTime, keys } = subscription.toJSON();
    const { p256dh, auth } = keys ?? {};
    if (endpoint === undefined || p256dh === undefined || auth === undefined) return "failed";
    await client.api.me.subscribeToPush({
      endpoint,
      keys: { p256dh, auth },
      ...(typeof expirationTime === "number" ? { expirationTime } : {}),
    });
    return "subscribed";
  } catch (error) {
    return errorCode(error) === "push_disabled" ? "unsupported" : "failed";
  }
}

export async function unsubscribeFromPush(): Promise<void> {
  const registration = await workers?.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  await subscription?.unsubscribe();
  await client.api.me.unsubscribeFromPush();
}

/** A subscription made with another key of the server is void, and has to go before a new one can be made. */
async function subscribe(manager: PushManager, applicationServerKey: string): Promise<PushSubscription> {
  const options = { userVisibleOnly: true, applicationServerKey };
  try {
    return await manager.subscribe(options);
  } catch (error) {
    const old = await manager.getSubscription();
    if (!old) throw error;
    await old.unsubscribe();
    return manager.subscribe(options);
  }
}

interface ScriptUrls {
  createScriptURL(url: string): string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: ScriptUrls): ScriptUrls;
}

let policy: ScriptUrls | undefined;

/** The worker's address; where the page's policy demands trusted types, as one. */
function workerUrl(): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  policy ??= trustedTypes?.createPolicy("chat-worker", { createScriptURL: (url) => url });
  return policy?.createScriptURL("/sw.js") ?? "/sw.js";
}
