import { useState } from "preact/hooks";
import { errorText } from "../app/errors.js";
import { texts } from "../texts/index.js";
import { Button } from "./Button.js";
import { Dialog } from "./Dialog.js";

interface ConfirmProps {
  readonly title: string;
  readonly body: string;
  readonly action: string;
  readonly danger?: boolean;
  readonly onClose: () => void;
  /** The dialog stays until it is done, and shows why where it fails. */
  readonly onConfirm: () => Promise<unknown>;
}

export function Confirm({ title, body, action, danger, onClose, onConfirm }: ConfirmProps) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();

  const confirm = async () => {
    setBusy(true);
    setFault(undefined);
    try {
      await onConfirm();
      onClose();
    } catch (error) {
      setFault(errorText(error));
      setBusy(false);
    }
  };

  return (
    <Dialog title={title} onClose={onClose} testId="confirm-dialog">
      <p class="dialog-text">{body}</p>
      {fault && (
        <p class="note error" role="alert">
          {fault}
        </p>
      )}
      <div class="dialog-actions">
        <Button onClick={onClose} data-testid="confirm-cancel">
          {texts.dialog.cancel}
        </Button>
        <Button
          kind={danger ? "danger" : "primary"}
          busy={busy}
          onClick={() => void confirm()}
          data-testid="confirm-ok"
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
