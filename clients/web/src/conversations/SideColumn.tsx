import { go, route, showSide } from "../app/router.js";
import { me } from "../app/store.js";
import { SearchColumn } from "../search/SearchColumn.js";
import { texts } from "../texts/index.js";
import { Avatar } from "../ui/Avatar.js";
import { IconButton } from "../ui/Button.js";
import { Icon } from "../ui/Icon.js";
import { columnRole } from "./columnRole.js";
import { ConversationList } from "./ConversationList.js";

/** The left column; on a phone a screen of its own. */
export function SideColumn() {
  const present = route.value;
  const side = "side" in present ? present.side : "list";
  if (side === "search") return <SearchColumn />;
  const person = me.value;
  return (
    <div class="side" role={columnRole()} data-testid="side">
      {side === "archived" ? (
        <div class="bar">
          <IconButton
            icon="back"
            label={texts.list.back}
            onClick={() => showSide("list")}
            data-testid="side-back"
          />
          <h1>{texts.list.archived}</h1>
        </div>
      ) : (
        <>
          <div class="bar">
            <button
              type="button"
              class="icon-button"
              aria-label={texts.list.settings}
              title={texts.list.settings}
              data-testid="open-settings"
              onClick={() => go({ screen: "settings", side: "list" })}
            >
              {person ? <Avatar person={person} size="small" /> : <Icon name="settings" />}
            </button>
            <h1>{texts.list.title}</h1>
            <IconButton
              icon="compose"
              label={texts.list.new}
              onClick={() => showSide("search")}
              data-testid="new-conversation"
            />
          </div>
          <div class="list-search">
            <button
              type="button"
              class="search-box"
              onClick={() => showSide("search")}
              data-testid="open-search"
            >
              <Icon name="search" />
              {texts.list.search}
              <kbd aria-hidden="true">Ctrl K</kbd>
            </button>
          </div>
        </>
      )}
      <ConversationList archived={side === "archived"} />
    </div>
  );
}
