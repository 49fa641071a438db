import { signal } from "@preact/signals";
import type { Message, Thread } from "chat-orleans";
import { client } from "../app/client.js";
import { threads } from "../app/store.js";
import { peerName } from "../conversations/summary.js";
import { texts } from "../texts/index.js";
import { Confirm } from "../ui/Confirm.js";
import { toast } from "../ui/toasts.js";
import { MuteDialog } from "./MuteDialog.js";
import { ReportDialog } from "./ReportDialog.js";

type Asked =
  | { readonly kind: "end" | "block" | "mute"; readonly threadId: string }
  | { readonly kind: "report"; readonly threadId: string; readonly message?: Message }
  | { readonly kind: "delete"; readonly threadId: string; readonly message: Message };

/** The question that is being asked; undefined for none. */
const asked = signal<Asked | undefined>(undefined);

export function ask(question: Asked): void {
  asked.value = question;
}

/** The dialogs about a conversation and its messages. */
export function ThreadDialogs() {
  const question = asked.value;
  const thread = question && threads.value.get(question.threadId);
  if (!question || !thread) return null;
  const close = () => {
    asked.value = undefined;
  };
  switch (question.kind) {
    case "end":
      return <EndDialog thread={thread} onClose={close} />;
    case "block":
      return <BlockDialog thread={thread} onClose={close} />;
    case "mute":
      return <MuteDialog thread={thread} onClose={close} />;
    case "report":
      return <ReportDialog thread={thread} message={question.message} onClose={close} />;
    case "delete":
      return <DeleteDialog message={question.message} onClose={close} />;
  }
}

function EndDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  return (
    <Confirm
      title={texts.thread.endTitle}
      body={texts.thread.endBody(peerName(thread.peer))}
      action={texts.thread.end}
      onClose={onClose}
      onConfirm={() => client.closeThread(thread.threadId)}
    />
  );
}

function BlockDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const name = peerName(thread.peer);
  return (
    <Confirm
      danger
      title={texts.thread.blockTitle(name)}
      body={texts.thread.blockBody(name)}
      action={texts.thread.blockConfirm}
      onClose={onClose}
      onConfirm={() => client.block(thread.peer.userId).then(() => toast(texts.thread.blocked(name)))}
    />
  );
}

function DeleteDialog({ message, onClose }: { message: Message; onClose: () => void }) {
  return (
    <Confirm
      danger
      title={texts.message.deleteTitle}
      body={texts.message.deleteBody}
      action={texts.message.delete}
      onClose={onClose}
      onConfirm={() =>
        message.seq === undefined ? Promise.resolve() : client.delete(message.threadId, message.seq).settled
      }
    />
  );
}
