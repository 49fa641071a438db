import { setTheme, theme, type Theme } from "../app/theme.js";
import { texts } from "../texts/index.js";
import { Section } from "./Section.js";

const themes: readonly Theme[] = ["system", "light", "dark"];

export function AppearanceSection() {
  return (
    <Section title={texts.settings.appearance} testId="settings-appearance">
      <div class="segments" role="radiogroup" aria-label={texts.settings.theme}>
        {themes.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="theme"
              checked={theme.value === one}
              onChange={() => setTheme(one)}
              data-testid={`theme-${one}`}
            />
            <span>{texts.settings.themes[one]}</span>
          </label>
        ))}
      </div>
    </Section>
  );
}
