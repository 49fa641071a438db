import type { Thread } from "chat-orleans";
import { peerName } from "../conversations/summary.js";

const most = 5;

/** The conversations with people of whose name a word, or whose handle, begins with what is typed. */
export function matchingThreads(threads: readonly Thread[], words: string): readonly Thread[] {
  const wanted = words.toLocaleLowerCase().replace(/^@/u, "");
  const fits = ({ peer }: Thread): boolean => {
    if (peer.state === "erased") return false;
    const name = peerName(peer).toLocaleLowerCase();
    const parts = [name, ...name.split(/\s+/u), peer.handle.toLocaleLowerCase()];
    return parts.some((part) => part.startsWith(wanted));
  };
  return threads.filter(fits).slice(0, most);
}
