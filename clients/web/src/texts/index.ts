import { en, type Texts } from "./en.js";

/** The texts of the language in use. */
export const texts: Texts = en;

/** What dates and numbers are written by: the reader's own variant of the texts' language. */
export const locale: string = navigator.languages.find((language) => language.startsWith("en")) ?? "en-GB";
