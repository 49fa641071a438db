import { effect, signal } from "@preact/signals";
import { signedIn, totalUnread } from "../app/store.js";
import { texts } from "../texts/index.js";

const page = signal("");

/** What the page shows now, for the tab's title. */
export function setPageTitle(title: string): void {
  page.value = title;
}

/** The tab's title, with the number of unread messages before it. */
function tabTitle(shown: string, unread: number): string {
  const title = shown === "" ? texts.product : `${shown} – ${texts.product}`;
  return unread > 0 ? texts.notifications.badge(unread, title) : title;
}

effect(() => {
  if (signedIn.value) document.title = tabTitle(page.value, totalUnread.value);
});
