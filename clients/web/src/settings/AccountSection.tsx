import { useState } from "preact/hooks";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { LeaveDialog } from "./LeaveDialog.js";
import { Section } from "./Section.js";

export function AccountSection() {
  const [asks, setAsks] = useState<"deactivate" | "erase">();
  return (
    <Section title={texts.settings.account} testId="settings-account">
      <div class="settings-actions">
        <Button onClick={() => setAsks("deactivate")} data-testid="deactivate">
          {texts.settings.deactivate}
        </Button>
        <Button kind="danger" onClick={() => setAsks("erase")} data-testid="erase">
          {texts.settings.erase}
        </Button>
      </div>
      {asks && <LeaveDialog how={asks} onClose={() => setAsks(undefined)} />}
    </Section>
  );
}
