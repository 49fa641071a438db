import { signal } from "@preact/signals";
import type { MessageAttachment } from "chat-orleans";

interface Viewed {
  readonly threadId: string;
  readonly images: readonly MessageAttachment[];
  readonly index: number;
}

/** The images that fill the screen; undefined for none. */
export const viewed = signal<Viewed | undefined>(undefined);

export function openViewer(images: Viewed): void {
  viewed.value = images;
}
