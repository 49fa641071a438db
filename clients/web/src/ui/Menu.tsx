import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { Icon, type IconName } from "./Icon.js";
import { placeMenu } from "./placeMenu.js";

interface MenuProps {
  /** What it belongs to: it opens beside it, and gives the focus back to it. */
  readonly anchor: Element;
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly testId?: string;
}

/** A menu in the top layer: Escape and a click elsewhere close it, arrows move through it. */
export function Menu({ anchor, label, onClose, children, testId }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    element.showPopover();
    const { left, top } = placeMenu(anchor.getBoundingClientRect(), element.getBoundingClientRect(), {
      width: innerWidth,
      height: innerHeight,
    });
    element.style.left = `${String(left)}px`;
    element.style.top = `${String(top)}px`;
    items(element)[0]?.focus({ preventScroll: true });
  }, []);

  useEffect(() => {
    const before = document.activeElement;
    return () => {
      const inside = document.activeElement === document.body || document.activeElement === before;
      if (inside && anchor instanceof HTMLElement && anchor.isConnected)
        anchor.focus({ preventScroll: true });
    };
  }, []);

  const move = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      ArrowRight: 1,
      ArrowLeft: -1,
    };
    const step = steps[event.key];
    const all = menu.current ? items(menu.current) : [];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const next =
      event.key === "Home"
        ? 0
        : event.key === "End"
          ? all.length - 1
          : step === undefined
            ? undefined
            : at + step;
    if (event.key === "Tab") onClose();
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[(next + all.length) % all.length]?.focus();
  };

  return (
    <div
      ref={menu}
      class="menu"
      popover="auto"
      role="menu"
      aria-label={label}
      data-testid={testId}
      onKeyDown={move}
      onToggle={(event) => {
        if (event.newState === "closed") onClose();
      }}
    >
      {children}
    </div>
  );
}

function items(menu: Element): readonly HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>("[role^=menuitem]")];
}

interface MenuItemProps {
  readonly icon: IconName;
  readonly danger?: boolean;
  readonly onSelect: () => void;
  readonly children: ComponentChildren;
  readonly testId?: string;
}

export function MenuItem({ icon, danger, onSelect, children, testId }: MenuItemProps) {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      class={danger ? "menu-item danger" : "menu-item"}
      data-testid={testId}
      onClick={onSelect}
    >
      <Icon name={icon} />
      {children}
    </button>
  );
}
