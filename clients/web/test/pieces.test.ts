import { describe, expect, test } from "vitest";
import { uploadName } from "../src/attachments/uploadName.js";
import { fitted } from "../src/attachments/thumbnail.js";
import { deviceName } from "../src/app/device.js";
import { isOnlyEmoji } from "../src/conversation/emoji.js";
import { textLength } from "../src/conversation/textLength.js";
import { cut } from "../src/search/cut.js";
import { initials, tone } from "../src/ui/initials.js";
import { placeMenu } from "../src/ui/placeMenu.js";

describe("cut", () => {
  test("marks what was found, and loses nothing", () => {
    expect(cut("The Engine weaves", [{ start: 4, length: 6 }])).toEqual([
      { text: "The ", marked: false },
      { text: "Engine", marked: true },
      { text: " weaves", marked: false },
    ]);
  });

  test("survives ranges that overlap, lie outside or come in any order", () => {
    const text = "abcdef";
    const cuts = cut(text, [
      { start: 4, length: 99 },
      { start: 0, length: 3 },
      { start: 1, length: 3 },
      { start: 50, length: 2 },
    ]);
    expect(cuts.map((one) => one.text).join("")).toBe(text);
    expect(cuts.every((one) => one.marked)).toBe(true);
  });
});

describe("initials", () => {
  test.each([
    ["Ada Lovelace", "AL"],
    ["bob", "B"],
    ["  Jean-Luc  Picard ", "JP"],
    ["👩‍🚀 Sally", "👩‍🚀S"],
    ["", ""],
  ])("of %s are %s", (name, letters) => {
    expect(initials(name)).toBe(letters);
  });

  test("have one colour for each person", () => {
    expect(tone("u_1")).toBe(tone("u_1"));
    expect(tone("u_1")).toBeLessThan(7);
  });
});

describe("isOnlyEmoji", () => {
  test.each(["👍", "❤️", "👩‍🚀 ", "🇩🇪", "👍🏽🎉"])("%s is", (text) => expect(isOnlyEmoji(text)).toBe(true));
  test.each(["", "1", "ok 👍", "👍👍👍👍", "#"])("%s is not", (text) =>
    expect(isOnlyEmoji(text)).toBe(false),
  );
});

describe("placeMenu", () => {
  const screen = { width: 390, height: 844 };
  const menu = { width: 240, height: 300 };

  test("is below what it belongs to, where there is room", () => {
    expect(placeMenu({ left: 20, top: 100, width: 40, height: 40 }, menu, screen)).toEqual({
      left: 20,
      top: 144,
    });
  });

  test.each([
    { left: 340, top: 780, width: 40, height: 40 },
    { left: -50, top: -10, width: 10, height: 10 },
    { left: 380, top: 400, width: 40, height: 900 },
  ])("is always on the screen: %o", (anchor) => {
    const { left, top } = placeMenu(anchor, menu, screen);
    expect(left).toBeGreaterThanOrEqual(0);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(left + menu.width).toBeLessThanOrEqual(screen.width);
    expect(top + menu.height).toBeLessThanOrEqual(screen.height);
  });
});

describe("small sums", () => {
  test("an image is drawn no larger than it is, and keeps its shape", () => {
    expect(fitted(4000, 3000, 640)).toEqual({ width: 640, height: 480 });
    expect(fitted(100, 50, 640)).toEqual({ width: 100, height: 50 });
    expect(fitted(10_000, 1, 640)).toEqual({ width: 640, height: 1 });
  });

  test("a text is counted as the server counts", () => {
    expect(textLength("a👍")).toBe(2);
  });

  test("a file's name fits, and keeps its end", () => {
    const name = uploadName(`${"x".repeat(200)}.pdf`);
    expect(Array.from(name).length).toBeLessThanOrEqual(120);
    expect(name.endsWith(".pdf")).toBe(true);
    expect(uploadName("a.txt")).toBe("a.txt");
  });

  test.each([
    [
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
      "Firefox on Windows",
    ],
    [
      "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1",
      "Safari on iPhone",
    ],
    [
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
      "Edge on Linux",
    ],
    ["curl/8", "Browser"],
  ])("a device has a name: %s", (userAgent, name) => {
    expect(deviceName(userAgent)).toBe(name);
  });
});
