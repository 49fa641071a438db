import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";

/** In place of what could not be loaded, or is still on its way. */
export function LoadFault({ fault, onRetry }: { fault: string | undefined; onRetry: () => void }) {
  if (fault === undefined) return <p class="field-hint">{texts.loading}</p>;
  return (
    <p class="note error" role="alert">
      {fault}{" "}
      <Button kind="plain" small onClick={onRetry}>
        {texts.busy.tryAgain}
      </Button>
    </p>
  );
}
