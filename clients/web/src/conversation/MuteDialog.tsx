import type { Thread } from "chat-orleans";
import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { texts } from "../texts/index.js";
import { fullTime } from "../texts/times.js";
import { Button } from "../ui/Button.js";
import { Dialog } from "../ui/Dialog.js";
import { toast, toastError } from "../ui/toasts.js";

const hour = 60 * 60 * 1000;

/** How long each choice mutes; undefined for good. */
const spans = { hour, eight: 8 * hour, day: 24 * hour, week: 7 * 24 * hour, always: undefined } as const;
type Choice = keyof typeof spans;

export function MuteDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const [choice, setChoice] = useState<Choice>("eight");
  const mute = () => {
    const span = spans[choice];
    const until = span === undefined ? true : new Date(Date.now() + span);
    onClose();
    client
      .mute(thread.threadId, until)
      .then(
        () => toast(until === true ? texts.thread.mutedAlways : texts.thread.mutedUntil(fullTime(until))),
        toastError,
      );
  };
  return (
    <Dialog title={texts.thread.muteTitle} onClose={onClose} testId="mute-dialog">
      <fieldset class="choices">
        <legend class="hidden-text">{texts.thread.muteTitle}</legend>
        {(Object.keys(spans) as Choice[]).map((one) => (
          <label key={one} class="choice">
            <input
              type="radio"
              name="mute"
              checked={choice === one}
              onChange={() => setChoice(one)}
              data-testid={`mute-${one}`}
            />
            {texts.thread.muteFor[one]}
          </label>
        ))}
      </fieldset>
      <div class="dialog-actions">
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
        <Button kind="primary" onClick={mute} data-testid="mute-ok">
          {texts.thread.mute}
        </Button>
      </div>
    </Dialog>
  );
}
