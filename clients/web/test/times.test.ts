import { describe, expect, test } from "vitest";
import { texts } from "../src/texts/index.js";
import { ago, dayHeading, daysAgo, listTime, sizeText, timeOfDay, waitText } from "../src/texts/times.js";

const now = new Date(2026, 2, 29, 15, 0);
const before = (days: number, hour = 12) => new Date(2026, 2, 29 - days, hour, 5);

describe("days", () => {
  test("are counted by the calendar, also over a change of the clocks", () => {
    expect(daysAgo(new Date(2026, 2, 29, 0, 0), now)).toBe(0);
    expect(daysAgo(new Date(2026, 2, 28, 23, 59), now)).toBe(1);
    expect(daysAgo(new Date(2026, 1, 28, 23, 59), now)).toBe(29);
    expect(daysAgo(new Date(2026, 2, 30, 0, 1), now)).toBe(-1);
  });

  test("are called by what people call them", () => {
    expect(dayHeading(before(0), now)).toBe(texts.conversation.today);
    expect(dayHeading(before(1), now)).toBe(texts.conversation.yesterday);
    expect(dayHeading(before(3), now)).toBe("Thursday");
    expect(dayHeading(before(20), now)).toContain("March");
    expect(dayHeading(before(20), now)).not.toContain("2026");
    expect(dayHeading(new Date(2025, 11, 24), now)).toContain("2025");
  });

  test("are short in a list", () => {
    expect(listTime(before(0), now)).toBe(timeOfDay(before(0)));
    expect(listTime(before(1), now)).toBe(texts.conversation.yesterday);
    expect(listTime(before(3), now)).toBe("Thu");
    expect(listTime(before(20), now)).toMatch(/09.*03|03.*09/u);
  });
});

describe("ago", () => {
  const minutes = (count: number) => new Date(now.getTime() - count * 60_000);

  test.each([
    [minutes(0), "just now"],
    [minutes(-3), "just now"],
    [minutes(1), "1 minute ago"],
    [minutes(59), "59 minutes ago"],
    [minutes(125), "2 hours ago"],
    [before(3), "3 days ago"],
  ])("%s", (at, text) => {
    expect(ago(at, now)).toBe(text);
  });

  test("names yesterday's time and older dates", () => {
    expect(ago(before(1), now)).toBe(texts.times.yesterdayAt(timeOfDay(before(1))));
    expect(ago(before(20), now)).toContain("2026");
  });
});

describe("waits", () => {
  test.each([
    [1, "1 second"],
    [1001, "2 seconds"],
    [89_000, "89 seconds"],
    [90_001, "2 minutes"],
    [60 * 60_000, "60 minutes"],
    [3 * 60 * 60_000, "3 hours"],
  ])("of %i ms are %s", (milliseconds, text) => {
    expect(waitText(milliseconds)).toBe(text);
  });
});

describe("sizes", () => {
  test.each([
    [0, "0 B"],
    [1023, "1023 B"],
    [1024, "1.0 KB"],
    [181_022, "177 KB"],
    [25 * 1024 * 1024, "25 MB"],
    [1023 * 1024, "1.0 MB"],
  ])("of %i bytes are %s", (bytes, text) => {
    expect(sizeText(bytes)).toBe(text);
  });
});
