import { client } from "../app/client.js";
import { texts } from "../texts/index.js";
import { Switch } from "../ui/Switch.js";
import { toastError } from "../ui/toasts.js";
import { LoadFault } from "./LoadFault.js";
import { Section } from "./Section.js";
import { useLoaded } from "./useLoaded.js";

export function PrivacySection() {
  const { me } = client.api;
  const settings = useLoaded(async () => ({ ...(await me.settings()), ...(await me.findable()) }));
  const { value } = settings;
  if (!value) {
    return (
      <Section title={texts.settings.privacy}>
        <LoadFault fault={settings.fault} onRetry={() => void settings.reload()} />
      </Section>
    );
  }
  /** Shows the choice at once, and takes it back where the server does not take it. */
  const change = (next: typeof value, call: Promise<unknown>) => {
    settings.set(next);
    call.catch((error: unknown) => {
      settings.set(value);
      toastError(error);
    });
  };
  return (
    <Section title={texts.settings.privacy} testId="settings-privacy">
      <Switch
        label={texts.settings.presence}
        hint={texts.settings.presenceHint}
        checked={value.sharePresence}
        testId="share-presence"
        onChange={(sharePresence) =>
          change({ ...value, sharePresence }, me.changeSettings({ sharePresence }))
        }
      />
      <Switch
        label={texts.settings.findable}
        hint={texts.settings.findableHint}
        checked={value.findable}
        testId="findable"
        onChange={(findable) => change({ ...value, findable }, me.setFindable(findable))}
      />
    </Section>
  );
}
