import type { Message } from "chat-orleans";
import { client } from "../app/client.js";
import { workers } from "../app/platform.js";
import { goToThread, isSignedInRoute, parseRoute, go, route } from "../app/router.js";
import { forgetBytes } from "../attachments/bytes.js";
import { attentive } from "../conversation/attention.js";
import { forgetDrafts } from "../conversation/drafts.js";
import { isMuted, oneLine, peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { announce } from "../ui/announcer.js";
import { toastError } from "../ui/toasts.js";
import { closeNotification, notify } from "./notify.js";

/** Tells people of messages: screen readers in the conversation, a notification to who looks elsewhere. */
export function watchMessages(): void {
  client.on("message", onMessage);
  client.on("error", toastError);
  client.on("threads", () => {
    for (const thread of client.threads.values()) if (thread.unread === 0) closeNotification(thread.threadId);
  });
  client.on("signedOut", () => {
    forgetBytes();
    forgetDrafts();
  });
  workers?.addEventListener(
    "message",
    ({ data }: MessageEvent<{ type?: string; path?: string } | undefined>) => {
      if (data?.type !== "open" || data.path === undefined) return;
      const wanted = parseRoute(data.path, "");
      if (isSignedInRoute(wanted)) go(wanted);
    },
  );
}

function onMessage(message: Message): void {
  const thread = client.threads.get(message.threadId);
  if (!thread || message.mine || message.system) return;
  const name = peerName(thread.peer);
  const present = route.peek();
  const open = present.screen === "thread" && present.threadId === message.threadId;
  if (attentive.peek()) {
    if (open) announce(texts.conversation.announce(name, oneLine(message)));
    else if (!isMuted(thread, Date.now())) announce(`${texts.notifications.newMessage}. ${name}`);
    return;
  }
  if (isMuted(thread, Date.now()) || thread.blocked) return;
  notify({
    threadId: message.threadId,
    title: name,
    body: oneLine(message),
    onOpen: () => goToThread(message.threadId),
  });
}
