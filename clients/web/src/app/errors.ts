import { ChatError } from "chat-orleans";
import { texts } from "../texts/index.js";
import { sizeText, waitText } from "../texts/times.js";

/** What an error is called in front of people. Codes that are unknown here get a text that fits all. */
export function errorText(error: unknown): string {
  if (!(error instanceof ChatError)) return texts.errors.unknown;
  const { errors } = texts;
  switch (error.code) {
    case "network":
      return navigator.onLine ? errors.unavailable : errors.offline;
    case "signed_out":
      return errors.unauthenticated;
    case "rate_limited":
      return errors.rate_limited(waitText(error.retryAfterMs ?? 1000));
    case "overloaded":
      return errors.overloaded(waitText(error.retryAfterMs ?? 1000));
    case "too_large":
      return error.limit !== undefined && error.limit > 4096
        ? errors.tooLargeFile(sizeText(error.limit))
        : errors.too_large;
    default:
      return known(error.code) ?? errors.unknown;
  }
}

function known(code: string): string | undefined {
  const text = (texts.errors as Readonly<Record<string, unknown>>)[code];
  return typeof text === "string" ? text : undefined;
}

/** The code of a refusal, or undefined for anything else that was thrown. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof ChatError ? error.code : undefined;
}
