import { IndexedDbOutbox } from "./outbox/indexedDbOutbox.js";
import { MemoryOutbox } from "./outbox/memoryOutbox.js";
import type { Outbox } from "./outbox/outbox.js";
import { BrowserSessionStore } from "./session/browserSessionStore.js";
import { MemorySessionStore } from "./session/memorySessionStore.js";
import type { SessionStore } from "./session/sessionStore.js";

/** A page, and not Node, which has some of a page's names too. */
const isPage = typeof window === "object" && typeof document === "object";

export function defaultSessionStore(server: string): SessionStore {
  return isPage && hasStorage() ? new BrowserSessionStore(server) : new MemorySessionStore();
}

export function defaultOutbox(): Outbox {
  return isPage && typeof indexedDB === "object" ? new IndexedDbOutbox() : new MemoryOutbox();
}

/** Calls when it is worth trying to connect at once: the network is back, or the page is looked at again. */
export function onReturn(act: () => void): () => void {
  if (!isPage) return () => undefined;
  const seen = (): void => {
    if (document.visibilityState === "visible") act();
  };
  addEventListener("online", act);
  document.addEventListener("visibilitychange", seen);
  return () => {
    removeEventListener("online", act);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** A page may be denied it. */
function hasStorage(): boolean {
  try {
    localStorage.getItem("");
    return true;
  } catch {
    return false;
  }
}
