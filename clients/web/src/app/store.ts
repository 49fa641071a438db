import { computed, signal } from "@preact/signals";
import type { Contract, ConnectionState, SignedOutReason, Thread } from "chat-orleans";
import { client } from "./client.js";

/** What the client knows, as signals: the screens read these and call the client. */
export const connection = signal<ConnectionState>(client.state);
export const retryAt = signal<number | undefined>(client.retryAt);
export const me = signal<Contract.Me | undefined>(client.me);
export const threads = signal<ReadonlyMap<string, Thread>>(client.threads);
export const totalUnread = signal(client.totalUnread);
export const presences = signal<ReadonlyMap<string, Contract.PresenceView>>(new Map());
/** Why the session has ended, until somebody logs in; undefined where nobody was logged in. */
export const signedOutReason = signal<SignedOutReason | undefined>(undefined);
/** Whether the conversations have come at least once since logging in. */
export const loaded = signal(false);

/** Whether somebody is logged in. */
export const signedIn = computed(() => connection.value !== "signedOut");

client.on("state", (state) => {
  connection.value = state;
  retryAt.value = client.retryAt;
  me.value = client.me;
  if (state === "online") loaded.value = true;
});
client.on("threads", readThreads);
client.on("thread", readThreads);
client.on("presence", (presence) => {
  presences.value = new Map(presences.value).set(presence.userId, presence);
});
client.on("signedOut", (reason) => {
  signedOutReason.value = reason;
  loaded.value = false;
  presences.value = new Map();
  readThreads();
});

function readThreads(): void {
  threads.value = client.threads;
  totalUnread.value = client.totalUnread;
  me.value = client.me;
}
