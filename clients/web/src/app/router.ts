import { signal } from "@preact/signals";

/** What the column of conversations shows. */
export type Side = "list" | "archived" | "search";

export type Route =
  | { readonly screen: "logIn" | "register" | "forgot" | "reset" }
  | { readonly screen: "home" | "settings"; readonly side: Side; readonly searchIn?: string }
  | {
      readonly screen: "thread";
      readonly side: Side;
      readonly searchIn?: string;
      readonly threadId: string;
      /** The message to show, by `seq`. */
      readonly at?: number;
    };

type SignedInRoute = Exclude<Route, { screen: "logIn" | "register" | "forgot" | "reset" }>;

/** The route that an address names; addresses that name none lead home. */
export function parseRoute(path: string, query: string): Route {
  const parameters = new URLSearchParams(query);
  const searchIn = parameters.get("in") ?? undefined;
  const side: Side =
    searchIn !== undefined || parameters.get("side") === "search"
      ? "search"
      : parameters.get("side") === "archived"
        ? "archived"
        : "list";
  const shared = searchIn === undefined ? { side } : { side, searchIn };
  const [first, second] = path.split("/").filter((part) => part !== "");
  switch (first) {
    case "login":
      return { screen: "logIn" };
    case "register":
    case "forgot":
    case "reset":
      return { screen: first };
    case "settings":
      return { screen: "settings", ...shared };
    case "t": {
      if (second === undefined) break;
      const at = Number(parameters.get("at") ?? "");
      const threadId = decoded(second);
      if (threadId === undefined) break;
      return { screen: "thread", threadId, ...shared, ...(Number.isSafeInteger(at) && at > 0 ? { at } : {}) };
    }
  }
  return { screen: "home", ...shared };
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

/** The address of a route. */
export function addressOf(route: Route): string {
  if (!isSignedInRoute(route)) return route.screen === "logIn" ? "/login" : `/${route.screen}`;
  const parameters = new URLSearchParams();
  if (route.screen === "thread" && route.at !== undefined) parameters.set("at", String(route.at));
  if (route.searchIn !== undefined) parameters.set("in", route.searchIn);
  else if (route.side !== "list") parameters.set("side", route.side);
  const query = parameters.size === 0 ? "" : `?${parameters.toString()}`;
  if (route.screen === "thread") return `/t/${encodeURIComponent(route.threadId)}${query}`;
  return (route.screen === "home" ? "/" : "/settings") + query;
}

/** Where the page is. */
export const route = signal<Route>(parseRoute(location.pathname, location.search));

addEventListener("popstate", () => {
  route.value = parseRoute(location.pathname, location.search);
});

/** Goes to a route; Back returns from it, unless it takes the place of the present one. */
export function go(to: Route, how: "push" | "replace" = "push"): void {
  const address = addressOf(to);
  if (how === "push" && address !== location.pathname + location.search) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
  route.value = to;
}

export function goToThread(threadId: string, at?: number, how: "push" | "replace" = "push"): void {
  const present = route.peek();
  const keepsSide = "side" in present && !narrow.peek() && present.side !== "list";
  const side = keepsSide
    ? present.searchIn === undefined
      ? { side: present.side }
      : { side: present.side, searchIn: present.searchIn }
    : { side: "list" as const };
  go({ screen: "thread", threadId, ...side, ...(at === undefined ? {} : { at }) }, how);
}

/** Changes what the column of conversations shows, and leaves the rest as it is. */
export function showSide(side: Side, searchIn?: string): void {
  const present = route.peek();
  if (!isSignedInRoute(present)) return;
  const { searchIn: _, ...rest } = present;
  go({ ...rest, side, ...(searchIn === undefined ? {} : { searchIn }) });
}

export function isSignedInRoute(one: Route): one is SignedInRoute {
  return "side" in one;
}

const narrowScreens = matchMedia("(max-width: 719px)");

/** Whether one column fills the screen. The same width is in the stylesheets. */
export const narrow = signal(narrowScreens.matches);

narrowScreens.addEventListener("change", ({ matches }) => {
  narrow.value = matches;
});
