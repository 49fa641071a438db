import type { Contract } from "chat-orleans";
import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { deviceName } from "../app/device.js";
import { texts } from "../texts/index.js";
import { ago, fullTime } from "../texts/times.js";
import { Button } from "../ui/Button.js";
import { Confirm } from "../ui/Confirm.js";
import { Icon } from "../ui/Icon.js";
import { toast, toastError } from "../ui/toasts.js";
import { LoadFault } from "./LoadFault.js";
import { Section } from "./Section.js";
import { useLoaded } from "./useLoaded.js";

/** Where the account is logged in, and the ways to end that. */
export function DevicesSection() {
  const { me } = client.api;
  const loaded = useLoaded(() => me.sessions());
  const [asks, setAsks] = useState(false);
  const sessions = loaded.value?.sessions;
  const end = (session: Contract.SessionAnswer) => {
    me.endSession(session.sessionId).then(() => {
      toast(texts.settings.sessionEnded);
      return loaded.reload();
    }, toastError);
  };
  return (
    <Section title={texts.settings.devices} hint={texts.settings.devicesHint} testId="settings-devices">
      {!sessions && <LoadFault fault={loaded.fault} onRetry={() => void loaded.reload()} />}
      <ul class="settings-list">
        {sessions?.map((session) => (
          <Device key={session.sessionId} session={session} onEnd={() => end(session)} />
        ))}
      </ul>
      {sessions && sessions.length > 1 && (
        <Button kind="danger" onClick={() => setAsks(true)} data-testid="end-other-sessions">
          {texts.settings.endOthers}
        </Button>
      )}
      {asks && (
        <Confirm
          danger
          title={texts.settings.endOthersTitle}
          body={texts.settings.endOthersBody}
          action={texts.settings.endOthers}
          onClose={() => setAsks(false)}
          onConfirm={async () => {
            await me.endOtherSessions();
            toast(texts.settings.othersEnded);
            await loaded.reload();
          }}
        />
      )}
    </Section>
  );
}

function Device({ session, onEnd }: { session: Contract.SessionAnswer; onEnd: () => void }) {
  const { userAgent, lastUsedAt, current } = session;
  const name =
    session.deviceName ?? (userAgent === undefined ? texts.settings.unnamedDevice : deviceName(userAgent));
  const used = new Date(lastUsedAt);
  return (
    <li class="settings-item" data-testid="session" data-current={current}>
      <Icon name="device" />
      <div class="settings-words">
        <p>{name}</p>
        <p class="field-hint" title={fullTime(used)}>
          {current ? texts.settings.thisDevice : texts.settings.lastUsed(ago(used, new Date()))}
        </p>
      </div>
      {!current && (
        <Button
          small
          aria-label={texts.settings.endSessionOf(name)}
          onClick={onEnd}
          data-testid="end-session"
        >
          {texts.settings.endSession}
        </Button>
      )}
    </li>
  );
}
