import { narrow } from "../app/router.js";

/** Where the column is all that there is, it is the page's main part; nothing special beside a conversation. */
export function columnRole(): "main" | undefined {
  return narrow.value ? "main" : undefined;
}
