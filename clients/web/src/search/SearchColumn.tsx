import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { route, showSide } from "../app/router.js";
import { threads } from "../app/store.js";
import { columnRole } from "../conversations/columnRole.js";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { arrowKeys } from "../ui/arrowKeys.js";
import { IconButton } from "../ui/Button.js";
import { Icon } from "../ui/Icon.js";
import { MessageHits } from "./MessageHits.js";
import { PeopleHits } from "./PeopleHits.js";
import { ThreadHits } from "./ThreadHits.js";

/** What was typed last; it is there again when somebody comes back from a hit. */
export const query = signal("");

const onArrow = arrowKeys("input, .row");

/** People, conversations and messages by what is typed; or the messages of one conversation. */
export function SearchColumn() {
  const input = useRef<HTMLInputElement>(null);
  const present = route.value;
  const searchIn = "searchIn" in present ? present.searchIn : undefined;
  const thread = searchIn === undefined ? undefined : threads.value.get(searchIn);
  const label = thread ? texts.search.inThread(peerName(thread.peer)) : texts.people.find;
  const words = query.value.trim();
  const close = () => {
    query.value = "";
    showSide("list");
  };

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, [searchIn]);

  return (
    <div
      class="side"
      role={columnRole()}
      data-testid="search-column"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) {
          event.preventDefault();
          close();
        } else onArrow(event);
      }}
    >
      <div class="bar">
        <IconButton icon="back" label={texts.search.close} onClick={close} data-testid="search-close" />
        <h1>{thread ? label : texts.search.everything}</h1>
      </div>
      <div class="list-search" role="search">
        <label class="search-box">
          <Icon name="search" />
          <span class="hidden-text">{label}</span>
          <input
            ref={input}
            type="search"
            enterKeyHint="search"
            autocapitalize="none"
            autoComplete="off"
            spellcheck={false}
            maxLength={256}
            value={query.value}
            placeholder={thread ? texts.search.placeholder : texts.people.placeholder}
            data-testid="search-input"
            onInput={(event) => {
              query.value = event.currentTarget.value;
            }}
          />
        </label>
      </div>
      <div class="list-scroll" data-testid="search-results">
        {words === "" && <p class="list-note">{thread ? texts.search.hint : texts.people.hint}</p>}
        {!thread && words !== "" && <ThreadHits words={words} />}
        {!thread && words !== "" && <PeopleHits words={words} />}
        {words.length > 1 && <MessageHits words={words} searchIn={searchIn} />}
      </div>
    </div>
  );
}
