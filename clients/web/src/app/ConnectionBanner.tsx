import { useEffect, useState } from "preact/hooks";
import { texts } from "../texts/index.js";
import { waitText } from "../texts/times.js";
import { useTicks } from "../ui/useTicks.js";
import { client } from "./client.js";
import { connection, retryAt } from "./store.js";

/** A hiccup shorter than this is nobody's business. */
const patience = 1200;

/** Above everything while there is no connection: what is going on, and the way to try now. */
export function ConnectionBanner() {
  const state = connection.value;
  const connected = state === "online";
  const [late, setLate] = useState(false);
  const [online, setOnline] = useState(navigator.onLine);

  useEffect(() => {
    setLate(false);
    if (connected) return undefined;
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, [connected]);

  useEffect(() => {
    const update = () => setOnline(navigator.onLine);
    addEventListener("online", update);
    addEventListener("offline", update);
    return () => {
      removeEventListener("online", update);
      removeEventListener("offline", update);
    };
  }, []);

  // A browser that says it is offline is right, before the connection has noticed.
  if (online && (connected || !late)) return null;
  return (
    <div
      class={online && state !== "waiting" ? "banner quiet" : "banner"}
      data-testid="connection-banner"
      data-state={state}
    >
      <span role="status">{bannerText(state, online)}</span>
      {online && state === "waiting" && <Countdown />}
      {state === "waiting" && (
        <button type="button" class="link-button" data-testid="try-now" onClick={() => client.reconnectNow()}>
          {texts.connection.tryNow}
        </button>
      )}
    </div>
  );
}

function bannerText(state: string, online: boolean): string {
  if (!online) return texts.connection.offline;
  if (state === "waiting") return texts.connection.lost;
  return state === "syncing" ? texts.connection.syncing : texts.connection.connecting;
}

/** Not read out each second: the sentence before it is. */
function Countdown() {
  const now = useTicks(1000);
  const left = (retryAt.value ?? 0) - now.getTime();
  return (
    <span aria-hidden="true">
      {left > 0 ? texts.connection.again(waitText(left)) : texts.connection.soon}
    </span>
  );
}
