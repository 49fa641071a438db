import { threads } from "../app/store.js";
import { ConversationRow } from "../conversations/ConversationRow.js";
import { texts } from "../texts/index.js";
import { useTicks } from "../ui/useTicks.js";
import { matchingThreads } from "./matchingThreads.js";

/** The conversations with people whose name or handle fits. */
export function ThreadHits({ words }: { words: string }) {
  const now = useTicks(60_000);
  const hits = matchingThreads([...threads.value.values()], words);
  if (hits.length === 0) return null;
  return (
    <section aria-label={texts.list.title}>
      <h2 class="list-heading">{texts.list.title}</h2>
      <ul>
        {hits.map((thread) => (
          <li key={thread.threadId}>
            <ConversationRow thread={thread} now={now} current={false} />
          </li>
        ))}
      </ul>
    </section>
  );
}
