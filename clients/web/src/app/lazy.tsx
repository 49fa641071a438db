import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";

/** A component that is loaded when it is drawn for the first time. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined;
  return function Lazy(props: P) {
    const [, redraw] = useState(0);
    const [failed, setFailed] = useState(false);
    const get = () => {
      setFailed(false);
      load().then(
        (component) => {
          loaded = component;
          redraw((count) => count + 1);
        },
        () => setFailed(true),
      );
    };
    useEffect(() => {
      if (!loaded) get();
    }, []);
    const Loaded = loaded;
    if (Loaded) return <Loaded {...props} />;
    return (
      <div class="empty" role="status">
        {failed ? (
          <>
            <p>{texts.errors.unavailable}</p>
            <Button onClick={get}>{texts.busy.tryAgain}</Button>
          </>
        ) : (
          <span class="spinner" aria-label={texts.loading} />
        )}
      </div>
    );
  };
}
