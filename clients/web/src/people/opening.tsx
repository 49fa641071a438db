import { signal } from "@preact/signals";
import { ChatError, type Thread } from "chat-orleans";
import { useState } from "preact/hooks";
import { client } from "../app/client.js";
import { errorCode } from "../app/errors.js";
import { goToThread } from "../app/router.js";
import { threads } from "../app/store.js";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { Button } from "../ui/Button.js";
import { Dialog } from "../ui/Dialog.js";
import { toastError } from "../ui/toasts.js";

/** Whom a conversation is to be opened with. */
export interface Wanted {
  readonly userId: string;
  readonly name: string;
}

type Obstacle =
  | {
      readonly kind: "selfBusy";
      readonly wanted: Wanted;
      readonly current: Thread | undefined;
      readonly currentId: string | undefined;
    }
  | { readonly kind: "peerBusy"; readonly wanted: Wanted };

/** What stands in the way of the conversation that was asked for last; undefined for nothing. */
const obstacle = signal<Obstacle | undefined>(undefined);

/** Opens the conversation with somebody and goes there. Where one of the two is busy, a dialog says what can be done. */
export async function openWith(wanted: Wanted, closeCurrent = false): Promise<void> {
  try {
    const thread = await client.openThread(wanted.userId, { closeCurrent });
    obstacle.value = undefined;
    goToThread(thread.threadId);
  } catch (error) {
    switch (errorCode(error)) {
      case "self_busy": {
        const currentId = error instanceof ChatError ? error.activeThreadId : undefined;
        const current = currentId === undefined ? undefined : threads.value.get(currentId);
        obstacle.value = { kind: "selfBusy", wanted, current, currentId };
        return;
      }
      case "peer_busy":
        obstacle.value = { kind: "peerBusy", wanted };
        return;
      default:
        obstacle.value = undefined;
        toastError(error);
    }
  }
}

/** The dialogs of {@link openWith}. */
export function OpeningDialogs() {
  const present = obstacle.value;
  if (!present) return null;
  const close = () => {
    obstacle.value = undefined;
  };
  return present.kind === "selfBusy" ? (
    <SelfBusy key={present.wanted.userId} obstacle={present} onClose={close} />
  ) : (
    <PeerBusy key={present.wanted.userId} wanted={present.wanted} onClose={close} />
  );
}

function SelfBusy({
  obstacle: { wanted, current, currentId },
  onClose,
}: {
  obstacle: Extract<Obstacle, { kind: "selfBusy" }>;
  onClose: () => void;
}) {
  const [busy, setBusy] = useState(false);
  const currentName = current ? peerName(current.peer) : texts.busy.unknownCurrent;
  return (
    <Dialog title={texts.busy.selfTitle} onClose={onClose} testId="self-busy-dialog">
      <p class="dialog-text">{texts.busy.selfBody(currentName, wanted.name)}</p>
      <div class="dialog-actions stacked">
        {currentId !== undefined && (
          <Button
            kind="primary"
            data-testid="busy-go-to-current"
            onClick={() => {
              onClose();
              goToThread(currentId);
            }}
          >
            {texts.busy.goToCurrent(currentName)}
          </Button>
        )}
        <Button
          busy={busy}
          data-testid="busy-close-and-open"
          onClick={() => {
            setBusy(true);
            void openWith(wanted, true).finally(() => setBusy(false));
          }}
        >
          {texts.busy.closeAndOpen(wanted.name)}
        </Button>
        <Button kind="plain" onClick={onClose} data-testid="busy-cancel">
          {texts.dialog.cancel}
        </Button>
      </div>
    </Dialog>
  );
}

function PeerBusy({ wanted, onClose }: { wanted: Wanted; onClose: () => void }) {
  const [busy, setBusy] = useState(false);
  return (
    <Dialog title={texts.busy.peerTitle(wanted.name)} onClose={onClose} testId="peer-busy-dialog">
      <p class="dialog-text">{texts.busy.peerBody(wanted.name)}</p>
      <div class="dialog-actions">
        <Button
          busy={busy}
          data-testid="busy-try-again"
          onClick={() => {
            setBusy(true);
            void openWith(wanted).finally(() => setBusy(false));
          }}
        >
          {texts.busy.tryAgain}
        </Button>
        <Button kind="primary" onClick={onClose} data-testid="busy-ok">
          {texts.dialog.ok}
        </Button>
      </div>
    </Dialog>
  );
}
