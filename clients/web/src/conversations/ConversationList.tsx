import type { Thread } from "chat-orleans";
import { useEffect, useState } from "preact/hooks";
import { client } from "../app/client.js";
import { route, showSide } from "../app/router.js";
import { loaded, threads } from "../app/store.js";
import { texts } from "../texts/index.js";
import { arrowKeys } from "../ui/arrowKeys.js";
import { Button } from "../ui/Button.js";
import { useTicks } from "../ui/useTicks.js";
import { ConversationRow } from "./ConversationRow.js";

const page = 100;
const onArrow = arrowKeys("a.row");

/** The conversations, newest activity first; the archived ones by themselves. */
export function ConversationList({ archived }: { archived: boolean }) {
  const now = useTicks(30_000);
  const [most, setMost] = useState(page);
  const all = [...threads.value.values()];
  const listed = all.filter((thread) => thread.archived === archived);
  const archivedCount = all.filter((thread) => thread.archived).length;
  const shown = listed.slice(0, most);
  useWatchedPresence(shown);

  const present = route.value;
  const currentId = present.screen === "thread" ? present.threadId : undefined;

  return (
    <nav
      class="list-scroll"
      aria-label={texts.list.title}
      onKeyDown={onArrow}
      data-testid="conversation-list"
    >
      {listed.length === 0 && loaded.value && <NoConversations archived={archived} />}
      {listed.length === 0 && !loaded.value && <p class="list-note">{texts.loading}</p>}
      <ul>
        {shown.map((thread) => (
          <li key={thread.threadId}>
            <ConversationRow thread={thread} now={now} current={thread.threadId === currentId} />
          </li>
        ))}
      </ul>
      {listed.length > shown.length && (
        <div class="list-foot">
          <Button kind="plain" onClick={() => setMost(most + page)}>
            {texts.search.more}
          </Button>
        </div>
      )}
      {!archived && archivedCount > 0 && (
        <div class="list-foot">
          <Button kind="plain" small onClick={() => showSide("archived")} data-testid="show-archived">
            {texts.list.archived} ({archivedCount})
          </Button>
        </div>
      )}
    </nav>
  );
}

function NoConversations({ archived }: { archived: boolean }) {
  return (
    <div class="empty" data-testid="list-empty">
      <h2>{archived ? texts.list.emptyArchived : texts.list.empty}</h2>
      <p>{archived ? texts.list.emptyArchivedHint : texts.list.emptyHint}</p>
      {!archived && (
        <Button kind="primary" onClick={() => showSide("search")} data-testid="list-empty-find">
          {texts.list.new}
        </Button>
      )}
    </div>
  );
}

/** Has the server tell the presence of those on the screen; it takes at most 100 people. */
function useWatchedPresence(shown: readonly Thread[]) {
  const ids = shown
    .filter((thread) => thread.peer.state === undefined)
    .slice(0, 100)
    .map((thread) => thread.peer.userId)
    .sort();
  const key = ids.join();
  useEffect(() => {
    if (ids.length > 0) client.watchPresence(ids).catch(() => undefined);
  }, [key]);
}
