import { signal } from "@preact/signals";
import type { Contract, Thread } from "chat-orleans";
import { client } from "../app/client.js";
import { oneLine, peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import type { Quotable } from "./Quote.js";

/** What is quoted from further back than what is held, by thread and `seq`; null where it is deleted. */
const fetched = signal<ReadonlyMap<string, Quotable | null>>(new Map());
const asked = new Set<string>();
const most = 500;
/** What could not be fetched is asked for again after this long, when it is drawn again. */
const pause = 30_000;

interface Quoted {
  readonly seq?: number;
  readonly mine: boolean;
  readonly text?: string;
  readonly deletedAt?: string;
  readonly attachments: readonly Contract.MessageAttachment[];
}

/** What a quote shows of a message; null where it is deleted. */
export function quotable(thread: Thread, message: Quoted): Quotable | null {
  if (message.deletedAt !== undefined || message.text === undefined || message.seq === undefined) return null;
  return {
    seq: message.seq,
    author: message.mine ? texts.conversation.you : peerName(thread.peer),
    text: oneLine(message),
  };
}

/** The quote of a message that is not held; undefined while it is not known. Asks for it once. */
export function fetchedQuote(thread: Thread, seq: number): Quotable | null | undefined {
  const key = `${thread.threadId}/${String(seq)}`;
  const known = fetched.value.get(key);
  if (known === undefined && !asked.has(key)) {
    asked.add(key);
    void fetchQuote(thread, seq, key);
  }
  return known;
}

async function fetchQuote(thread: Thread, seq: number, key: string): Promise<void> {
  try {
    const page = await client.api.messages.page(thread.threadId, { around: seq, limit: 1 });
    const message = page.messages.find((one) => one.seq === seq);
    const quote = message
      ? quotable(thread, {
          ...message,
          mine: message.senderId !== thread.peer.userId,
          attachments: message.attachments ?? [],
        })
      : null;
    fetched.value = new Map([...fetched.value].slice(-most)).set(key, quote);
  } catch {
    setTimeout(() => asked.delete(key), pause);
  }
}
