import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.js";

type Native = Omit<ButtonHTMLAttributes, "class" | "icon" | "size">;

interface ButtonProps extends Native {
  readonly kind?: "primary" | "danger" | "plain" | undefined;
  readonly small?: boolean;
  readonly wide?: boolean;
  /** Shows that it works on it; takes no second click meanwhile. */
  readonly busy?: boolean;
  readonly children: ComponentChildren;
}

export function Button({ kind, small, wide, busy, children, ...native }: ButtonProps) {
  const classes = ["button", kind, small && "small", wide && "wide"].filter(Boolean).join(" ");
  return (
    <button
      type="button"
      {...native}
      class={classes}
      disabled={busy === true ? true : native.disabled}
      aria-busy={busy}
    >
      {busy && <span class="spinner" aria-hidden="true" />}
      {children}
    </button>
  );
}

interface IconButtonProps extends Native {
  readonly icon: IconName;
  /** What it does, for screen readers and as the tooltip. */
  readonly label: string;
  readonly filled?: boolean;
}

export function IconButton({ icon, label, filled, ...native }: IconButtonProps) {
  return (
    <button
      type="button"
      title={label}
      {...native}
      aria-label={label}
      class={filled ? "icon-button filled" : "icon-button"}
    >
      <Icon name={icon} />
    </button>
  );
}
