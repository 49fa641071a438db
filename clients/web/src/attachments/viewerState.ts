import { signal } from "@preact/signals";
import type { Contract } from "chat-orleans";

interface Viewed {
  readonly threadId: string;
  readonly images: readonly Contract.MessageAttachment[];
  readonly index: number;
}

/** The images that fill the screen; undefined for none. */
export const viewed = signal<Viewed | undefined>(undefined);

export function openViewer(images: Viewed): void {
  viewed.value = images;
}
