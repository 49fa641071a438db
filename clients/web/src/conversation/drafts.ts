import { signal, type Signal } from "@preact/signals";
import type { Message } from "chat-orleans";
import { Uploads } from "../attachments/uploads.js";

/** What is being written in one conversation: it stays while people look elsewhere. */
export interface Draft {
  readonly text: Signal<string>;
  readonly replyTo: Signal<Message | undefined>;
  /** The message whose text is being changed; then `text` is its new one. */
  readonly editing: Signal<Message | undefined>;
  readonly uploads: Uploads;
}

const drafts = new Map<string, Draft>();

export function draftOf(threadId: string): Draft {
  const known = drafts.get(threadId);
  if (known) return known;
  const draft: Draft = {
    text: signal(""),
    replyTo: signal(undefined),
    editing: signal(undefined),
    uploads: new Uploads(threadId),
  };
  drafts.set(threadId, draft);
  return draft;
}

/** Forgets what was being written, as when somebody logs out. */
export function forgetDrafts(): void {
  drafts.clear();
}
