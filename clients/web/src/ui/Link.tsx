import type { AnchorHTMLAttributes, ComponentChildren } from "preact";
import { addressOf, go, type Route } from "../app/router.js";

interface LinkProps extends Omit<AnchorHTMLAttributes, "href"> {
  readonly to: Route;
  readonly children: ComponentChildren;
}

/** A link within the page, which also opens in another tab as links do. */
export function Link({ to, children, ...native }: LinkProps) {
  return (
    <a
      {...native}
      href={addressOf(to)}
      onClick={(event) => {
        if (
          event.defaultPrevented ||
          event.button !== 0 ||
          event.metaKey ||
          event.ctrlKey ||
          event.shiftKey ||
          event.altKey
        )
          return;
        event.preventDefault();
        go(to);
      }}
    >
      {children}
    </a>
  );
}
