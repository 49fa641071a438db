import type { Contract } from "chat-orleans";
import { FileAttachment } from "./FileAttachment.js";
import { ImageAttachment } from "./ImageAttachment.js";
import { openViewer } from "./viewerState.js";

/** Whether it is shown as an image. */
export function isImage({ type, width }: Contract.MessageAttachment): boolean {
  return type.startsWith("image/") && width !== undefined;
}

export function MessageAttachments({
  threadId,
  attachments,
}: {
  threadId: string;
  attachments: readonly Contract.MessageAttachment[];
}) {
  const images = attachments.filter(isImage);
  const files = attachments.filter((attachment) => !isImage(attachment));
  return (
    <div class="attachments">
      {images.length > 0 && (
        <div class={images.length > 1 ? "images many" : "images"}>
          {images.map((image, index) => (
            <ImageAttachment
              key={image.attachmentId}
              threadId={threadId}
              attachment={image}
              onOpen={() => openViewer({ threadId, images, index })}
            />
          ))}
        </div>
      )}
      {files.map((file) => (
        <FileAttachment key={file.attachmentId} threadId={threadId} attachment={file} />
      ))}
    </div>
  );
}
