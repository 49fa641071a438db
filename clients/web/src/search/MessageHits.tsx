import type { Contract } from "chat-orleans";
import { useEffect, useState } from "preact/hooks";
import { client } from "../app/client.js";
import { errorText } from "../app/errors.js";
import { addressOf, goToThread } from "../app/router.js";
import { me, threads } from "../app/store.js";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { listTime } from "../texts/times.js";
import { Avatar } from "../ui/Avatar.js";
import { Button } from "../ui/Button.js";
import { toastError } from "../ui/toasts.js";
import { Highlighted } from "./Highlighted.js";
import { useQuery } from "./useQuery.js";

/** The messages that have the words; a click goes to the message in its conversation. */
export function MessageHits({ words, searchIn }: { words: string; searchIn: string | undefined }) {
  const scope = searchIn === undefined ? {} : { threadId: searchIn };
  const { value, busy, error } = useQuery(words, (question) => client.search(question, scope));
  const [more, setMore] = useState<Contract.SearchPage>();
  const [loading, setLoading] = useState(false);
  useEffect(() => setMore(undefined), [value]);

  const hits = [...(value?.hits ?? []), ...(more?.hits ?? [])];
  const cursor = more ? more.nextCursor : value?.nextCursor;
  const loadMore = () => {
    if (cursor === undefined) return;
    setLoading(true);
    client
      .search(words, { ...scope, cursor })
      .then((page) => setMore({ ...page, hits: [...(more?.hits ?? []), ...page.hits] }), toastError)
      .finally(() => setLoading(false));
  };

  return (
    <section aria-label={texts.search.title}>
      <h2 class="list-heading">{texts.search.title}</h2>
      <div role="status" data-testid="search-status">
        {busy && hits.length === 0 && <p class="list-note">{texts.search.searching}</p>}
        {error !== undefined && <p class="list-note">{errorText(error)}</p>}
        {!busy && value && hits.length === 0 && (
          <p class="list-note" data-testid="search-none">
            {texts.search.none(words)}
          </p>
        )}
        {!busy && hits.length > 0 && (
          <p class="hidden-text">{texts.search.found(hits.length, cursor !== undefined)}</p>
        )}
      </div>
      <ul>
        {hits.map((hit) => (
          <li key={`${hit.message.threadId}/${String(hit.message.seq)}`}>
            <Hit hit={hit} within={searchIn !== undefined} />
          </li>
        ))}
      </ul>
      {cursor !== undefined && (
        <div class="list-foot">
          <Button kind="plain" busy={loading} onClick={loadMore} data-testid="search-more">
            {texts.search.more}
          </Button>
        </div>
      )}
    </section>
  );
}

interface HitProps {
  readonly hit: Contract.SearchHit;
  /** Whether all hits are of one conversation: then it is worth more who wrote it than which one it is of. */
  readonly within: boolean;
}

function Hit({ hit: { message, snippet, highlights }, within }: HitProps) {
  const peer = threads.value.get(message.threadId)?.peer;
  const mine = message.senderId === me.value?.userId;
  const at = new Date(message.at);
  const name = peer ? peerName(peer) : texts.conversation.erasedName;
  const author = within && mine ? me.value : peer;
  return (
    <a
      class="row"
      href={addressOf({ screen: "thread", side: "list", threadId: message.threadId, at: message.seq })}
      data-testid="search-hit"
      data-seq={message.seq}
      onClick={(event) => {
        if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        goToThread(message.threadId, message.seq);
      }}
    >
      <Avatar person={author ?? { userId: message.threadId, displayName: "?" }} />
      <span class="row-words">
        <span class="row-line">
          <span class="row-name">{within && mine ? texts.conversation.you : name}</span>
          <time class="row-time" dateTime={message.at}>
            {listTime(at, new Date())}
          </time>
        </span>
        <span class="row-line">
          {mine && !within && <span class="row-you">{texts.list.you}</span>}
          <Highlighted text={snippet} highlights={highlights} />
        </span>
      </span>
    </a>
  );
}
