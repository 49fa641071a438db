import { signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";

/** The same key is in public/theme.js, which applies it before the first paint. */
const key = "chat.theme";

export const theme = signal<Theme>(stored());

export function setTheme(chosen: Theme): void {
  theme.value = chosen;
  const { dataset } = document.documentElement;
  if (chosen === "system") delete dataset["theme"];
  else dataset["theme"] = chosen;
  try {
    if (chosen === "system") localStorage.removeItem(key);
    else localStorage.setItem(key, chosen);
  } catch {
    // Storage may be forbidden: then the choice lasts as long as the page.
  }
}

function stored(): Theme {
  try {
    const value = localStorage.getItem(key);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}
