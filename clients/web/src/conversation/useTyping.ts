import { useEffect, useMemo } from "preact/hooks";
import { client } from "../app/client.js";

/** Without a key for this long, somebody no longer types. */
const pause = 4000;

/** Tells the peer when something is being written, and when not any more. */
export function useTyping(threadId: string) {
  const typing = useMemo(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      client.setTyping(threadId, false);
    };
    const wrote = (something: boolean) => {
      if (!something) {
        stop();
        return;
      }
      if (timer === undefined) client.setTyping(threadId, true);
      clearTimeout(timer);
      timer = setTimeout(stop, pause);
    };
    return { wrote, stop };
  }, [threadId]);
  useEffect(() => typing.stop, [typing]);
  return typing;
}
