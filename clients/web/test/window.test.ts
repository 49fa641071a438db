import { describe, expect, test } from "vitest";
import { growDown, growUp, keepWindow, openWindow, windowSize } from "../src/conversation/window.js";

const size = ({ start, end }: { start: number; end: number }) => end - start;

describe("the window of a long thread", () => {
  test("opens at the end, or around a message", () => {
    expect(openWindow(10)).toEqual({ start: 0, end: 10 });
    expect(openWindow(10_000)).toEqual({ start: 10_000 - windowSize.first, end: 10_000 });
    const around = openWindow(10_000, 5000);
    expect(around.start).toBeLessThan(5000);
    expect(around.end).toBeGreaterThan(5000);
    expect(openWindow(10_000, 9999)).toEqual({ start: 10_000 - windowSize.first, end: 10_000 });
    expect(openWindow(10_000, 0)).toEqual({ start: 0, end: windowSize.first });
  });

  test("reaches the beginning and comes back to the end, and is never too large on the way", () => {
    const length = 10_000;
    let window = openWindow(length);
    while (window.start > 0) {
      const next = growUp(window);
      expect(next.start).toBeLessThan(window.start);
      expect(size(next)).toBeLessThanOrEqual(windowSize.most);
      window = next;
    }
    while (window.end < length) {
      const next = growDown(window, length);
      expect(next.end).toBeGreaterThan(window.end);
      expect(size(next)).toBeLessThanOrEqual(windowSize.most);
      window = next;
    }
    expect(window.end).toBe(length);
  });

  test("shows the same messages after older ones came before them", () => {
    expect(keepWindow({ start: 10, end: 70 }, 150, 50, false)).toEqual({ start: 60, end: 120 });
  });

  test("follows the newest message where it was at the end", () => {
    expect(keepWindow({ start: 40, end: 100 }, 101, 0, true)).toEqual({ start: 40, end: 101 });
    const full = { start: 0, end: windowSize.most };
    expect(keepWindow(full, windowSize.most + 1, 0, true)).toEqual({ start: 1, end: windowSize.most + 1 });
  });

  test("opens anew where its messages are gone", () => {
    expect(keepWindow({ start: 500, end: 560 }, 50, undefined, false)).toEqual({ start: 0, end: 50 });
  });
});
