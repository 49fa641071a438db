import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { errorText } from "../app/errors.js";
import { me } from "../app/store.js";
import { openWith } from "../people/opening.js";
import { texts } from "../texts/index.js";
import { Avatar } from "../ui/Avatar.js";
import { useQuery } from "./useQuery.js";

/** The server wants so many characters. */
const shortest = 3;

/** People by the beginning of their handle or name; a click opens the conversation. */
export function PeopleHits({ words }: { words: string }) {
  const wanted = words.replace(/^@/u, "");
  const enough = wanted.length >= shortest;
  const { value, busy, error } = useQuery(enough ? wanted : undefined, (question) =>
    client.api.people.find(question),
  );
  const [opening, setOpening] = useState<string>();
  const people = (value?.users ?? []).filter((person) => person.userId !== me.value?.userId);

  return (
    <section aria-label={texts.people.find}>
      <h2 class="list-heading">{texts.people.find}</h2>
      <div role="status" data-testid="people-status">
        {!enough && <p class="list-note">{texts.people.hint}</p>}
        {enough && busy && people.length === 0 && <p class="list-note">{texts.people.searching}</p>}
        {error !== undefined && <p class="list-note">{errorText(error)}</p>}
        {!busy && value && people.length === 0 && (
          <p class="list-note" data-testid="people-none">
            {texts.people.none(wanted)} {texts.people.noneHint}
          </p>
        )}
        {!busy && people.length > 0 && <p class="hidden-text">{texts.people.found(people.length)}</p>}
      </div>
      <ul>
        {people.map((person) => (
          <li key={person.userId}>
            <button
              type="button"
              class="row"
              title={texts.people.start(person.displayName)}
              aria-busy={opening === person.userId}
              disabled={opening !== undefined}
              data-testid="person"
              data-handle={person.handle}
              onClick={() => {
                setOpening(person.userId);
                void openWith({ userId: person.userId, name: person.displayName }).finally(() =>
                  setOpening(undefined),
                );
              }}
            >
              <Avatar person={person} />
              <span class="row-words">
                <span class="row-name">{person.displayName}</span>
                <span class="row-last">@{person.handle}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
