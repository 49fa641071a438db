// Shows what the push service brings, and takes back what was read on another device. It keeps no cache:
// every page comes from the server.
"use strict";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  const push = read(event);
  if (push) event.waitUntil(push.type === "read" ? withdraw(push.threadId) : show(push));
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const threadId = event.notification.data?.threadId;
  event.waitUntil(open(typeof threadId === "string" ? `/t/${encodeURIComponent(threadId)}` : "/"));
});

function read(event) {
  try {
    const push = event.data?.json();
    return typeof push?.threadId === "string" ? push : undefined;
  } catch {
    return undefined;
  }
}

function show(push) {
  const unread = typeof push.unread === "number" ? push.unread : 1;
  return self.registration.showNotification(push.sender?.displayName ?? "ChatOrleans", {
    body: push.text ?? (unread === 1 ? "1 unread message" : `${unread} unread messages`),
    tag: push.threadId,
    renotify: true,
    icon: "/icon.svg",
    data: { threadId: push.threadId },
  });
}

async function withdraw(threadId) {
  for (const shown of await self.registration.getNotifications({ tag: threadId })) shown.close();
}

/** Brings a window that is there to the thread, rather than opening another one. */
async function open(path) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const [first] = windows;
  if (!first) return self.clients.openWindow(path);
  first.postMessage({ type: "open", path });
  return first.focus();
}
