import { describe, expect, test } from "vitest";
import { addressOf, parseRoute, type Route } from "../src/app/router.js";

const there = (address: string) => {
  const url = new URL(address, "https://chat.example");
  return parseRoute(url.pathname, url.search);
};

const routes: readonly Route[] = [
  { screen: "logIn" },
  { screen: "register" },
  { screen: "forgot" },
  { screen: "reset" },
  { screen: "home", side: "list" },
  { screen: "home", side: "archived" },
  { screen: "settings", side: "list" },
  { screen: "thread", threadId: "9f86d081884c7d659a2feaa0c55ad015", side: "list" },
  { screen: "thread", threadId: "9f86d081884c7d659a2feaa0c55ad015", side: "list", at: 12 },
  { screen: "thread", threadId: "a", side: "search", searchIn: "b", at: 1 },
];

describe("addresses", () => {
  test.each(routes)("lead back to their route: %o", (route) => {
    expect(there(addressOf(route))).toEqual(route);
  });

  test.each(["/nowhere", "/t", "/t/", "//", "/index.html"])("that name nothing lead home: %s", (address) => {
    expect(parseRoute(address, "").screen).toBe("home");
  });

  test("ignore a place that is none", () => {
    expect(there("/t/a?at=x")).toEqual({ screen: "thread", threadId: "a", side: "list" });
    expect(there("/t/a?at=-3")).toEqual({ screen: "thread", threadId: "a", side: "list" });
  });

  test("that are no text at all lead home", () => {
    expect(parseRoute("/t/%E0%A4%A", "").screen).toBe("home");
  });
});
