import type { Thread } from "chat-orleans";
import { useEffect, useState } from "preact/hooks";
import { client } from "../app/client.js";
import { texts } from "../texts/index.js";
import { toast, toastError } from "../ui/toasts.js";

/** How long a message that was jumped to is marked. */
const flashTime = 2000;

interface Jump {
  /** Shows a message, wherever in the thread it is, and marks it for a moment. */
  readonly jump: (seq: number) => void;
  /** The message that is marked now. */
  readonly flashed: number | undefined;
}

/** @param showSeq Puts a message on the screen; false if it is not held. */
export function useJump(thread: Thread, showSeq: (seq: number) => boolean): Jump {
  const [flashed, setFlashed] = useState<number>();
  /** A message that was not held when it was asked for, and is now. */
  const [loaded, setLoaded] = useState<number>();

  const show = (seq: number): boolean => {
    if (!showSeq(seq)) return false;
    setFlashed(seq);
    setTimeout(() => setFlashed((present) => (present === seq ? undefined : present)), flashTime);
    return true;
  };

  useEffect(() => {
    if (loaded === undefined) return;
    setLoaded(undefined);
    if (!show(loaded)) toast(texts.errors.message_not_found, true);
  }, [loaded]);

  const jump = (seq: number) => {
    if (!show(seq)) client.loadAround(thread.threadId, seq).then(() => setLoaded(seq), toastError);
  };
  return { jump, flashed };
}
