import { Component, type ComponentChildren } from "preact";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";

/** Catches what a screen throws while it is drawn: a word and a way on instead of a white page. */
export class ErrorBoundary extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError(error: unknown) {
    console.error(error);
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main class="empty splash" role="alert">
        <h1>{texts.errors.crashTitle}</h1>
        <p>{texts.errors.crashBody}</p>
        <Button kind="primary" onClick={() => location.reload()}>
          {texts.errors.reload}
        </Button>
      </main>
    );
  }
}
