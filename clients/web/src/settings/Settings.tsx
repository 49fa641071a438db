import { go } from "../app/router.js";
import { texts } from "../texts/index.js";
import { IconButton } from "../ui/Button.js";
import { AccountSection } from "./AccountSection.js";
import { AppearanceSection } from "./AppearanceSection.js";
import { BlockedSection } from "./BlockedSection.js";
import { DevicesSection } from "./DevicesSection.js";
import { ExportSection } from "./ExportSection.js";
import { NotificationsSection } from "./NotificationsSection.js";
import { PasswordSection } from "./PasswordSection.js";
import { PrivacySection } from "./PrivacySection.js";
import { ProfileSection } from "./ProfileSection.js";
import { ShortcutsSection } from "./ShortcutsSection.js";

export function Settings() {
  return (
    <div class="settings" data-testid="settings">
      <header class="bar conversation-bar">
        <IconButton
          icon="back"
          label={texts.settings.close}
          data-testid="settings-close"
          onClick={() => go({ screen: "home", side: "list" })}
        />
        <h1>{texts.settings.title}</h1>
      </header>
      <div class="settings-scroll" tabIndex={0} role="region" aria-label={texts.settings.title}>
        <div class="settings-column">
          <ProfileSection />
          <AppearanceSection />
          <NotificationsSection />
          <PrivacySection />
          <BlockedSection />
          <DevicesSection />
          <PasswordSection />
          <ExportSection />
          <ShortcutsSection />
          <AccountSection />
        </div>
      </div>
    </div>
  );
}
