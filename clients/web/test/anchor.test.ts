import { describe, expect, test } from "vitest";
import { endSlack, firstVisible, placeOf, scrollTopFor } from "../src/conversation/anchor.js";

/** Rows of 40 pixels, one below the other, from a height on. */
const rows = (count: number, from = 0) =>
  Array.from({ length: count }, (_, index) => ({
    key: `r${String(index)}`,
    top: from + index * 40,
    bottom: from + index * 40 + 40,
  }));

const topsOf = (measured: ReturnType<typeof rows>) => (key: string) =>
  measured.find((row) => row.key === key)?.top;

describe("placeOf", () => {
  test("is the newest message at the end, and a little above it", () => {
    expect(placeOf(rows(50), 2000 - 400, 400, 2000)).toBe("newest");
    expect(placeOf(rows(50), 2000 - 400 - endSlack, 400, 2000)).toBe("newest");
  });

  test("is the first row that is visible elsewhere, with what of it is out of sight", () => {
    expect(placeOf(rows(50), 410, 400, 2000)).toEqual({ key: "r10", offset: -10 });
  });

  test("is the newest message where there are no rows", () => {
    expect(placeOf([], 0, 400, 2000)).toBe("newest");
  });
});

describe("firstVisible", () => {
  test.each([
    [0, 0],
    [39, 0],
    [40, 1],
    [1999, 49],
    [5000, 49],
  ])("at %i is row %i", (top, index) => {
    expect(firstVisible(rows(50), top)).toBe(index);
  });
});

describe("scrollTopFor", () => {
  test("keeps a row where it was, when others come before it or grow", () => {
    const before = rows(50);
    const place = placeOf(before, 410, 400, 2000);
    const after = rows(50, 1234);
    const top = scrollTopFor(place, topsOf(after), 400, 3234);
    expect(top).toBe(410 + 1234);
  });

  test("stays at the end", () => {
    expect(scrollTopFor("newest", topsOf(rows(60)), 400, 2400)).toBe(2000);
    expect(scrollTopFor("newest", topsOf(rows(3)), 400, 120)).toBe(0);
  });

  test("leaves the screen alone where its row is not there", () => {
    expect(scrollTopFor({ key: "gone", offset: 0 }, topsOf(rows(3)), 400, 120)).toBeUndefined();
  });
});
