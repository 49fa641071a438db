import { locale, texts } from "./index.js";

const day = 24 * 60 * 60 * 1000;

/** The first moment of a local day; days are compared by it, so that a change of the clocks moves nothing. */
export function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** Whole calendar days from `at` to `now`: 0 today, 1 yesterday, negative in the future. */
export function daysAgo(at: Date, now: Date): number {
  return Math.round((startOfDay(now) - startOfDay(at)) / day);
}

/** Hours and minutes, as the locale writes them. */
export function timeOfDay(at: Date): string {
  return at.toLocaleTimeString(locale, { hour: "numeric", minute: "2-digit" });
}

/** The heading over a day's messages. */
export function dayHeading(at: Date, now: Date): string {
  const days = daysAgo(at, now);
  if (days === 0) return texts.conversation.today;
  if (days === 1) return texts.conversation.yesterday;
  if (days > 1 && days < 7) return at.toLocaleDateString(locale, { weekday: "long" });
  const sameYear = at.getFullYear() === now.getFullYear();
  return at.toLocaleDateString(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    ...(sameYear ? {} : { year: "numeric" }),
  });
}

/** The short time beside a conversation: today's time, a weekday, or a date. */
export function listTime(at: Date, now: Date): string {
  const days = daysAgo(at, now);
  if (days === 0) return timeOfDay(at);
  if (days === 1) return texts.conversation.yesterday;
  if (days > 1 && days < 7) return at.toLocaleDateString(locale, { weekday: "short" });
  return at.toLocaleDateString(locale, { day: "2-digit", month: "2-digit", year: "2-digit" });
}

/** Date and time in full, for tooltips and screen readers. */
export function fullTime(at: Date): string {
  return at.toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
}

/** How long ago, in words: "just now", "5 minutes ago", "yesterday at 14:03", a date. */
export function ago(at: Date, now: Date): string {
  const words = texts.times;
  const minutes = Math.floor((now.getTime() - at.getTime()) / 60_000);
  if (minutes < 1) return words.now;
  if (minutes < 60) return words.ago(words.minutes(minutes));
  const days = daysAgo(at, now);
  if (days === 0) return words.ago(words.hours(Math.floor(minutes / 60)));
  if (days === 1) return words.yesterdayAt(timeOfDay(at));
  if (days < 7) return words.ago(words.days(days));
  return at.toLocaleDateString(locale, { day: "numeric", month: "short", year: "numeric" });
}

/** A wait, rounded up so that it never says less than it takes. */
export function waitText(milliseconds: number): string {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  if (seconds < 90) return texts.times.seconds(seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? texts.times.minutes(minutes) : texts.times.hours(Math.ceil(minutes / 60));
}

/** A size in bytes as people read it. */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"] as const;
  let value = bytes / 1024;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit] ?? "GB"}`;
}
