import { useEffect } from "preact/hooks";
import { client } from "../app/client.js";
import { texts } from "../texts/index.js";
import { Avatar } from "../ui/Avatar.js";
import { Button } from "../ui/Button.js";
import { toast, toastError } from "../ui/toasts.js";
import { LoadFault } from "./LoadFault.js";
import { Section } from "./Section.js";
import { useLoaded } from "./useLoaded.js";

export function BlockedSection() {
  const blocked = useLoaded(() => client.api.people.blocked({ limit: 200 }));
  // Blocks from another device, or from the conversation beside this one, come as changes of their threads.
  useEffect(() => client.on("threads", () => void blocked.reload()), []);
  const users = blocked.value?.users;
  return (
    <Section title={texts.settings.blocked} testId="settings-blocked">
      {!users && <LoadFault fault={blocked.fault} onRetry={() => void blocked.reload()} />}
      {users?.length === 0 && <p class="field-hint">{texts.settings.blockedNone}</p>}
      <ul class="settings-list">
        {users?.map((user) => (
          <li key={user.userId} class="settings-item" data-testid="blocked-user" data-handle={user.handle}>
            <Avatar person={user} size="small" />
            <div class="settings-words">
              <p>{user.displayName}</p>
              <p class="field-hint">@{user.handle}</p>
            </div>
            <Button
              small
              aria-label={texts.thread.unblock(user.displayName)}
              onClick={() => {
                client.block(user.userId, false).then(() => {
                  toast(texts.thread.unblocked(user.displayName));
                  return blocked.reload();
                }, toastError);
              }}
            >
              {texts.settings.unblock}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
