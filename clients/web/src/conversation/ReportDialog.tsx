import type { Contract, Message, Thread } from "chat-orleans";
import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { errorText } from "../app/errors.js";
import { oneLine, peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Dialog } from "../ui/Dialog.js";
import { Field } from "../ui/Field.js";
import { toast } from "../ui/toasts.js";
import { textLength } from "./textLength.js";

/** The most code points that the server takes. */
const textLimit = 1000;

interface ReportDialogProps {
  readonly thread: Thread;
  readonly message: Message | undefined;
  readonly onClose: () => void;
}

export function ReportDialog({ thread, message, onClose }: ReportDialogProps) {
  const [reason, setReason] = useState<Contract.ReportReason>();
  const [text, setText] = useState("");
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const tooLong = textLength(text) > textLimit ? texts.fields.text : undefined;

  const send = async () => {
    if (reason === undefined || tooLong !== undefined) return;
    setBusy(true);
    setFault(undefined);
    try {
      await client.report({
        userId: thread.peer.userId,
        threadId: thread.threadId,
        reason,
        ...(message?.seq === undefined ? {} : { seq: message.seq }),
        ...(text.trim() === "" ? {} : { text: text.trim() }),
      });
      toast(texts.thread.reported);
      onClose();
    } catch (error) {
      setFault(errorText(error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={texts.thread.reportTitle(peerName(thread.peer))} onClose={onClose} testId="report-dialog">
      <p class="dialog-text">{texts.thread.reportBody}</p>
      {message && (
        <div class="note">
          <p class="field-hint">{texts.thread.reportMessage}</p>
          <p class="quote-text">{oneLine(message)}</p>
        </div>
      )}
      <fieldset class="choices">
        <legend class="field-label">{texts.thread.reportReason}</legend>
        {(Object.keys(texts.thread.reasons) as Contract.ReportReason[]).map((one) => (
          <label key={one} class="choice">
            <input
              type="radio"
              name="reason"
              checked={reason === one}
              onChange={() => setReason(one)}
              data-testid={`reason-${one}`}
            />
            {texts.thread.reasons[one]}
          </label>
        ))}
      </fieldset>
      <Field
        name="text"
        label={texts.thread.reportText}
        value={text}
        onValue={setText}
        error={tooLong}
        optional
        lines
        testId="report-text"
      />
      {fault && (
        <p class="note error" role="alert">
          {fault}
        </p>
      )}
      <div class="dialog-actions">
        <Button onClick={onClose}>{texts.dialog.cancel}</Button>
        <Button
          kind="primary"
          busy={busy}
          disabled={reason === undefined}
          onClick={() => void send()}
          data-testid="report-send"
        >
          {texts.thread.reportSend}
        </Button>
      </div>
    </Dialog>
  );
}
