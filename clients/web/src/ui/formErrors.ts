import { ChatError } from "chat-orleans";
import { errorText } from "../app/errors.js";
import { texts } from "../texts/index.js";

/** What is wrong with a form: with its fields, by their names, and what belongs to none of them. */
export interface FormErrors {
  readonly fields: Readonly<Record<string, string>>;
  readonly form?: string;
}

/** By code: the field, and the text. */
export type FieldCodes = Readonly<Record<string, readonly [field: string, text: string]>>;

export const noErrors: FormErrors = { fields: {} };

/**
 * Sorts a refusal to the fields of a form. What the server says of a field that the form does not have goes to the form
 * itself: nothing is swallowed.
 * @param shown The names of the form's fields.
 * @param codes Codes other than `invalid_argument` that belong to a field, with what is said there.
 */
export function formErrors(error: unknown, shown: readonly string[], codes: FieldCodes = {}): FormErrors {
  if (!(error instanceof ChatError)) return { fields: {}, form: errorText(error) };
  const own = codes[error.code];
  if (own) return { fields: { [own[0]]: own[1] } };
  if (error.code !== "invalid_argument") return { fields: {}, form: errorText(error) };

  const told = error.errors ?? (error.field ? { [error.field]: [error.message] } : {});
  const fields: Record<string, string> = {};
  const rest: string[] = [];
  for (const [name, messages] of Object.entries(told)) {
    if (shown.includes(name)) fields[name] = fieldText(name) ?? messages[0] ?? texts.errors.invalid_argument;
    else rest.push(...messages);
  }
  const form = rest.length > 0 ? rest.join(" ") : undefined;
  if (form === undefined && Object.keys(fields).length === 0) return { fields, form: errorText(error) };
  return form === undefined ? { fields } : { fields, form };
}

function fieldText(name: string): string | undefined {
  const own = name === "newPassword" || name === "currentPassword" ? "password" : name;
  return (texts.fields as Readonly<Record<string, string>>)[own];
}

/** What can be said before the server is asked, which has the last word. Lengths count code points, as the server does. */
export const checks = {
  required: (value: string): string | undefined => (value.trim() === "" ? texts.fields.required : undefined),
  handle: (value: string): string | undefined =>
    /^[A-Za-z0-9.]{3,32}$/u.test(value) ? undefined : texts.fields.handle,
  password: (value: string): string | undefined => {
    const length = Array.from(value).length;
    return length >= 8 && length <= 256 ? undefined : texts.fields.password;
  },
  displayName: (value: string): string | undefined => {
    if (value === "") return undefined;
    const length = Array.from(value).length;
    return value.trim() !== "" && length <= 64 ? undefined : texts.fields.displayName;
  },
  email: (value: string): string | undefined =>
    value === "" || /^[^\s@]+@[^\s@]+$/u.test(value) ? undefined : texts.fields.email,
} as const;

/** Runs checks over a form's values: every error at once. */
export function checked(
  values: Readonly<Record<string, string>>,
  rules: Readonly<Record<string, (value: string) => string | undefined>>,
): FormErrors {
  const fields: Record<string, string> = {};
  for (const [name, rule] of Object.entries(rules)) {
    const fault = rule(values[name] ?? "");
    if (fault !== undefined) fields[name] = fault;
  }
  return { fields };
}

export function hasErrors(errors: FormErrors): boolean {
  return errors.form !== undefined || Object.keys(errors.fields).length > 0;
}
