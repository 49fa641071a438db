import { useEffect, useRef } from "preact/hooks";
import { texts } from "../texts/index.js";
import { IconButton } from "../ui/Button.js";
import { toastError } from "../ui/toasts.js";
import { attachmentUrl } from "./bytes.js";
import { saveFile } from "./saveFile.js";
import { useAttachmentUrl } from "./useAttachmentUrl.js";
import { viewed } from "./viewerState.js";

/** The images of a message, one at a time, over the whole screen. */
export function Viewer() {
  const present = viewed.value;
  return present ? <OpenViewer key={present.images[0]?.attachmentId} /> : null;
}

function OpenViewer() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { threadId, images, index } = viewed.value ?? { threadId: "", images: [], index: 0 };
  const image = images[index];
  const { url, failed } = useAttachmentUrl(threadId, image?.attachmentId ?? "", image !== undefined);
  const close = () => {
    viewed.value = undefined;
  };
  const turn = (step: number) => {
    const next = index + step;
    if (next >= 0 && next < images.length) viewed.value = { threadId, images, index: next };
  };

  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    };
  }, []);

  if (!image) return null;
  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-label={texts.attachments.viewer}
      data-testid="viewer"
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={(event) => {
        if (event.key === "ArrowLeft") turn(-1);
        if (event.key === "ArrowRight") turn(1);
      }}
      onClick={(event) => {
        if (event.target instanceof Element && event.target.closest("button, img") === null) close();
      }}
    >
      <header class="viewer-bar">
        <p class="viewer-name">{image.name}</p>
        <IconButton
          icon="download"
          label={texts.attachments.save}
          onClick={() => {
            attachmentUrl(threadId, image.attachmentId)
              .then((address) => saveFile(address, image.name))
              .catch(toastError);
          }}
        />
        <IconButton icon="close" label={texts.attachments.close} onClick={close} data-testid="viewer-close" />
      </header>
      <div class="viewer-stage">
        {url !== undefined && <img class="viewer-image" src={url} alt={image.name} />}
        {url === undefined && !failed && <span class="spinner" role="status" aria-label={texts.loading} />}
        {failed && <p>{texts.attachments.unavailable}</p>}
      </div>
      {images.length > 1 && (
        <footer class="viewer-bar viewer-turn">
          <IconButton
            icon="left"
            label={texts.attachments.previous}
            disabled={index === 0}
            onClick={() => turn(-1)}
          />
          <p>
            {index + 1} / {images.length}
          </p>
          <IconButton
            icon="right"
            label={texts.attachments.next}
            disabled={index === images.length - 1}
            onClick={() => turn(1)}
          />
        </footer>
      )}
    </dialog>
  );
}
