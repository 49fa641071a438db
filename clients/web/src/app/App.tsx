import { useEffect } from "preact/hooks";
import { Viewer } from "../attachments/Viewer.js";
import { ThreadDialogs } from "../conversation/threadDialogs.js";
import { SideColumn } from "../conversations/SideColumn.js";
import { OpeningDialogs } from "../people/opening.js";
import { texts } from "../texts/index.js";
import { Announcer } from "../ui/announcer.js";
import { Logo } from "../ui/Logo.js";
import { Toasts } from "../ui/toasts.js";
import { ConnectionBanner } from "./ConnectionBanner.js";
import { MainColumn } from "./MainColumn.js";
import { route } from "./router.js";
import { started } from "./session.js";
import { onShortcut } from "./shortcuts.js";
import { SignedOut } from "./SignedOut.js";
import { signedIn } from "./store.js";

/** The whole page: before somebody has logged in, and after. */
export function App() {
  if (!started.value) return <Splash />;
  return (
    <>
      {signedIn.value ? <SignedIn /> : <SignedOut />}
      <Toasts />
      <Announcer />
    </>
  );
}

function SignedIn() {
  const present = route.value;
  const showsList = "side" in present && (present.screen === "home" || present.side !== "list");
  useEffect(() => {
    addEventListener("keydown", onShortcut);
    return () => removeEventListener("keydown", onShortcut);
  }, []);
  return (
    <>
      <a class="skip-link" href="#main">
        {texts.skipToContent}
      </a>
      <div class={showsList ? "layout shows-list" : "layout shows-main"}>
        <ConnectionBanner />
        <SideColumn />
        <main id="main" class="main" tabIndex={-1}>
          <MainColumn />
        </main>
      </div>
      <OpeningDialogs />
      <ThreadDialogs />
      <Viewer />
    </>
  );
}

/** What the page's own HTML shows until the first script runs. */
function Splash() {
  return (
    <div class="splash" role="status" aria-label={texts.loading}>
      <Logo />
      <p class="splash-name">{texts.product}</p>
    </div>
  );
}
