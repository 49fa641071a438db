import { ChatError } from "chat-orleans";
import { errorText } from "../app/errors.js";
import { texts } from "../texts/index.js";
import { sizeText } from "../texts/times.js";
import { IconButton } from "../ui/Button.js";
import { Icon } from "../ui/Icon.js";
import type { Upload, Uploads } from "./uploads.js";

/** The files of the message that is being written. */
export function UploadTray({ uploads }: { uploads: Uploads }) {
  if (uploads.list.value.length === 0) return null;
  return (
    <ul class="tray" data-testid="upload-tray">
      {uploads.list.value.map((upload) => (
        <li key={upload.id}>
          <UploadItem upload={upload} uploads={uploads} />
        </li>
      ))}
    </ul>
  );
}

function UploadItem({ upload, uploads }: { upload: Upload; uploads: Uploads }) {
  const { file, preview } = upload;
  const state = upload.state.value;
  const label =
    state.step === "uploading" ? texts.attachments.cancel(file.name) : texts.attachments.remove(file.name);
  return (
    <div class={`tray-item ${state.step}`} data-testid="upload" data-step={state.step}>
      {preview === undefined ? (
        <span class="tray-file">
          <Icon name="file" />
        </span>
      ) : (
        <img class="tray-image" src={preview} alt="" />
      )}
      <span class="tray-words">
        <span class="file-name">{file.name}</span>
        {state.step === "failed" ? (
          <span class="tray-fault" role="alert">
            {errorText(state.error)}{" "}
            {mayPass(state.error) && (
              <button
                type="button"
                class="link-button"
                onClick={() => uploads.retry(upload)}
                data-testid="upload-retry"
              >
                {texts.attachments.retry}
              </button>
            )}
          </span>
        ) : state.step === "uploading" ? (
          <progress
            class="tray-progress"
            max={100}
            value={state.percent}
            aria-label={texts.attachments.progress(file.name, state.percent)}
          />
        ) : (
          <span class="file-size">{sizeText(file.size)}</span>
        )}
      </span>
      <IconButton
        icon="close"
        label={label}
        onClick={() => uploads.remove(upload)}
        data-testid="upload-remove"
      />
    </div>
  );
}

/** Whether the same file may be taken another time: what the server does not take, it never takes. */
function mayPass(error: unknown): boolean {
  return !(error instanceof ChatError) || error.isTransient;
}
