import { useState } from "preact/hooks";
import { me } from "../app/store.js";
import { texts } from "../texts/index.js";
import { Avatar } from "../ui/Avatar.js";
import { Button } from "../ui/Button.js";
import { LogOutDialog } from "./LogOutDialog.js";
import { Section } from "./Section.js";

export function ProfileSection() {
  const [asks, setAsks] = useState(false);
  const person = me.value;
  return (
    <Section title={texts.settings.profile} testId="settings-profile">
      {person && (
        <div class="profile">
          <Avatar person={person} size="large" />
          <div>
            <p class="profile-name" data-testid="profile-name">
              {person.displayName}
            </p>
            <p class="field-hint" data-testid="profile-handle">
              @{person.handle}
            </p>
          </div>
          <Button small onClick={() => setAsks(true)} data-testid="log-out">
            {texts.settings.logOut}
          </Button>
        </div>
      )}
      {asks && <LogOutDialog onClose={() => setAsks(false)} />}
    </Section>
  );
}
