import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import { texts } from "../texts/index.js";
import { Logo } from "../ui/Logo.js";

interface SignInFrameProps {
  readonly title: string;
  readonly intro?: string;
  readonly children: ComponentChildren;
  readonly foot: ComponentChildren;
}

/** The card that everything before the conversations is on. */
export function SignInFrame({ title, intro, children, foot }: SignInFrameProps) {
  useEffect(() => {
    document.title = `${title} – ${texts.product}`;
  }, [title]);
  return (
    <main class="sign-in">
      <div class="sign-in-card">
        <header class="sign-in-head">
          <Logo />
          <h1>{title}</h1>
          <p>{intro ?? texts.tagline}</p>
        </header>
        {children}
        <footer class="sign-in-foot">{foot}</footer>
      </div>
    </main>
  );
}
