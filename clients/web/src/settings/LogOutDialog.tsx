import { client } from "../app/client.js";
import { go } from "../app/router.js";
import { threads } from "../app/store.js";
import { texts } from "../texts/index.js";
import { Confirm } from "../ui/Confirm.js";

export function LogOutDialog({ onClose }: { onClose: () => void }) {
  const unsent = [...threads.value.values()].some((thread) =>
    thread.messages.some(({ state }) => state !== "sent"),
  );
  return (
    <Confirm
      title={texts.settings.logOutTitle}
      body={unsent ? texts.settings.logOutUnsent : texts.settings.logOutBody}
      action={texts.settings.logOut}
      onClose={onClose}
      onConfirm={async () => {
        await client.logOut();
        go({ screen: "logIn" }, "replace");
      }}
    />
  );
}
