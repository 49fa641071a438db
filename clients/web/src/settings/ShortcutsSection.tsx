import { texts } from "../texts/index.js";
import { Section } from "./Section.js";

/** The keys; of no use where there is only a touch screen, and hidden there. */
export function ShortcutsSection() {
  return (
    <div class="shortcuts">
      <Section title={texts.settings.keyboard}>
        <dl class="shortcut-list">
          {texts.settings.shortcuts.map(([keys, what]) => (
            <div key={keys}>
              <dt>
                <kbd>{keys}</kbd>
              </dt>
              <dd>{what}</dd>
            </div>
          ))}
        </dl>
      </Section>
    </div>
  );
}
