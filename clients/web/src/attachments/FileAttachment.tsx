import type { Contract } from "chat-orleans";
import { useState } from "preact/hooks";
import { texts } from "../texts/index.js";
import { sizeText } from "../texts/times.js";
import { Icon } from "../ui/Icon.js";
import { toastError } from "../ui/toasts.js";
import { attachmentUrl } from "./bytes.js";
import { saveFile } from "./saveFile.js";

/** A file in a message, to be saved. */
export function FileAttachment({
  threadId,
  attachment,
}: {
  threadId: string;
  attachment: Contract.MessageAttachment;
}) {
  const [busy, setBusy] = useState(false);
  const download = () => {
    setBusy(true);
    attachmentUrl(threadId, attachment.attachmentId)
      .then((url) => saveFile(url, attachment.name))
      .catch(toastError)
      .finally(() => setBusy(false));
  };
  return (
    <button
      type="button"
      class="file-attachment"
      aria-label={texts.attachments.download(attachment.name)}
      aria-busy={busy}
      data-testid="file-attachment"
      onClick={download}
    >
      <span class="file-mark">
        {busy ? <span class="spinner" aria-hidden="true" /> : <Icon name="file" />}
      </span>
      <span class="file-words">
        <span class="file-name">{attachment.name}</span>
        <span class="file-size">{busy ? texts.attachments.downloading : sizeText(attachment.size)}</span>
      </span>
    </button>
  );
}
