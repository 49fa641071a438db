import { useEffect } from "preact/hooks";
import { Conversation } from "../conversation/Conversation.js";
import { peerName } from "../conversations/summary.js";
import { setPageTitle } from "../notifications/pageTitle.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Logo } from "../ui/Logo.js";
import { lazy } from "./lazy.js";
import { go, route, showSide } from "./router.js";
import { loaded, threads } from "./store.js";

const Settings = lazy(async () => (await import("../settings/Settings.js")).Settings);

/** What fills the larger part of the screen: a conversation, the settings, or an invitation. */
export function MainColumn() {
  const present = route.value;
  const thread = present.screen === "thread" ? threads.value.get(present.threadId) : undefined;
  const title =
    present.screen === "settings" ? texts.settings.title : thread ? peerName(thread.peer) : texts.list.title;
  useEffect(() => setPageTitle(title), [title]);

  if (present.screen === "settings") return <Settings />;
  if (present.screen !== "thread") return <Invitation />;
  if (thread) return <Conversation key={thread.threadId} thread={thread} />;
  return loaded.value ? <NoThread /> : <Loading />;
}

function Invitation() {
  return (
    <div class="empty" data-testid="invitation">
      <Logo />
      <h2>{texts.conversation.choose}</h2>
      <p>{texts.conversation.chooseHint}</p>
      <Button kind="primary" onClick={() => showSide("search")}>
        {texts.list.new}
      </Button>
    </div>
  );
}

function NoThread() {
  return (
    <div class="empty" data-testid="thread-missing">
      <h2>{texts.errors.thread_not_found}</h2>
      <p>{texts.conversation.notFound}</p>
      <Button onClick={() => go({ screen: "home", side: "list" }, "replace")}>
        {texts.conversation.back}
      </Button>
    </div>
  );
}

function Loading() {
  return (
    <div class="empty" role="status">
      <span class="spinner" aria-label={texts.loading} />
    </div>
  );
}
