import { describe, expect, test } from "vitest";
import { linkify } from "../src/conversation/linkify.js";

const links = (text: string) =>
  linkify(text)
    .filter((part) => part.href !== undefined)
    .map((part) => [part.text, part.href]);

describe("linkify", () => {
  test("cuts a text into parts that together are the text", () => {
    const text = "See https://a.example/x?y=1#z, then (www.b.example) and\nmail me@c.example!";
    expect(
      linkify(text)
        .map((part) => part.text)
        .join(""),
    ).toBe(text);
  });

  test.each([
    ["https://a.example", "https://a.example", "https://a.example/"],
    ["Look: https://a.example/b.", "https://a.example/b", "https://a.example/b"],
    ["(https://a.example/b)", "https://a.example/b", "https://a.example/b"],
    ["https://a.example/x_(y)", "https://a.example/x_(y)", "https://a.example/x_(y)"],
    ["www.a.example/b", "www.a.example/b", "https://www.a.example/b"],
    ["http://localhost:5080/t", "http://localhost:5080/t", "http://localhost:5080/t"],
    ["“https://a.example/b”", "https://a.example/b", "https://a.example/b"],
    ["HTTPS://A.EXAMPLE/b", "HTTPS://A.EXAMPLE/b", "https://a.example/b"],
  ])("makes a link of %s", (text, shown, href) => {
    expect(links(text)).toEqual([[shown, href]]);
  });

  test.each([
    "javascript:alert(1)",
    "data:text/html,https",
    "file:///etc/passwd",
    "xhttps://a.example",
    "https://",
    "http://nohost",
    "www.",
    "no link at all",
  ])("makes no link of %s", (text) => {
    expect(links(text)).toEqual([]);
  });

  test("finds several links, and leaves what is between them", () => {
    expect(linkify("a https://b.example c https://d.example e")).toEqual([
      { text: "a " },
      { text: "https://b.example", href: "https://b.example/" },
      { text: " c " },
      { text: "https://d.example", href: "https://d.example/" },
      { text: " e" },
    ]);
  });

  test("takes a long text in one go", () => {
    expect(links("https://a.example/".padEnd(4000, ".)")).length).toBe(1);
  });
});
