import { useEffect, useState } from "preact/hooks";
import { errorText } from "../app/errors.js";

interface LoadedState<T> {
  readonly value?: T;
  readonly fault?: string;
}

/** What a call answers, asked for when it is first drawn. `reload` asks again, `set` says what it is now. */
export function useLoaded<T>(load: () => Promise<T>) {
  const [state, setState] = useState<LoadedState<T>>({});
  const reload = () =>
    load().then(
      (value) => setState({ value }),
      (error: unknown) => setState({ fault: errorText(error) }),
    );
  useEffect(() => void reload(), []);
  return { ...state, reload, set: (value: T) => setState({ value }) };
}
