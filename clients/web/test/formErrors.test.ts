import { ChatError } from "chat-orleans";
import { describe, expect, test } from "vitest";
import { texts } from "../src/texts/index.js";
import { checked, checks, formErrors, hasErrors } from "../src/ui/formErrors.js";

const shown = ["handle", "password", "displayName", "email"];

describe("formErrors", () => {
  test("shows every error of a form at its field", () => {
    const error = new ChatError({
      code: "invalid_argument",
      message: "handle is …",
      field: "handle",
      errors: { handle: ["handle is …"], email: ["email is …"] },
    });
    expect(formErrors(error, shown)).toEqual({
      fields: { handle: texts.fields.handle, email: texts.fields.email },
    });
  });

  test("swallows nothing of a field that the form does not have", () => {
    const error = new ChatError({
      code: "invalid_argument",
      message: "x",
      errors: { color: ["color is no color."] },
    });
    expect(formErrors(error, shown)).toEqual({ fields: {}, form: "color is no color." });
  });

  test("says something where the body itself is at fault", () => {
    const error = new ChatError({ code: "invalid_argument", message: "x", field: "" });
    expect(formErrors(error, shown).form).toBe(texts.errors.invalid_argument);
  });

  test("puts a code that belongs to a field there", () => {
    const error = new ChatError({ code: "handle_taken", message: "x" });
    expect(formErrors(error, shown, { handle_taken: ["handle", texts.errors.handle_taken] })).toEqual({
      fields: { handle: texts.errors.handle_taken },
    });
  });

  test("says when to come again", () => {
    const error = new ChatError({ code: "rate_limited", message: "x", retryAfterMs: 2500 });
    expect(formErrors(error, shown).form).toBe(texts.errors.rate_limited("3 seconds"));
  });

  test("has words for what nobody expected", () => {
    expect(formErrors(new Error("boom"), shown).form).toBe(texts.errors.unknown);
    expect(formErrors(new ChatError({ code: "internal", message: "x" }), shown).form).toBe(
      texts.errors.unknown,
    );
  });
});

describe("checks before the server is asked", () => {
  test("find everything at once", () => {
    const values = { handle: "a_b", password: "short", displayName: "   ", email: "nobody" };
    const { required: _, ...rules } = checks;
    expect(Object.keys(checked(values, rules).fields).sort()).toEqual([...shown].sort());
  });

  test("take what the server takes", () => {
    const values = { handle: "Ada.1", password: "🔑".repeat(8), displayName: "", email: "" };
    const { required: _, ...rules } = checks;
    expect(hasErrors(checked(values, rules))).toBe(false);
  });
});
