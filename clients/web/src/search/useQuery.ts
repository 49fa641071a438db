import { ChatError } from "chat-orleans";
import { useEffect, useState } from "preact/hooks";

/** What is known of an answer to what somebody types. */
export interface Asked<T> {
  readonly value?: T;
  readonly busy: boolean;
  readonly error?: unknown;
}

/** Somebody who stops typing for this long wants an answer. */
const pause = 350;

/**
 * Asks again whenever the question changes, after a pause; an answer to an older question is dropped. Asks again by itself
 * where the server says "later".
 * @param question Undefined asks nothing.
 */
export function useQuery<T>(question: string | undefined, ask: (question: string) => Promise<T>): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ busy: false });
  useEffect(() => {
    if (question === undefined) {
      setAsked({ busy: false });
      return undefined;
    }
    let current = true;
    let timer: ReturnType<typeof setTimeout>;
    const run = () => {
      ask(question).then(
        (value) => {
          if (current) setAsked({ value, busy: false });
        },
        (error: unknown) => {
          if (!current) return;
          const later =
            error instanceof ChatError && error.code === "rate_limited" ? error.retryAfterMs : undefined;
          if (later === undefined) setAsked({ busy: false, error });
          else timer = setTimeout(run, later);
        },
      );
    };
    setAsked((before) => ({ ...before, busy: true }));
    timer = setTimeout(run, pause);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [question]);
  return asked;
}
