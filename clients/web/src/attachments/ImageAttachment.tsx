import type { Contract } from "chat-orleans";
import { texts } from "../texts/index.js";
import { fitted } from "./thumbnail.js";
import { useAttachmentUrl } from "./useAttachmentUrl.js";
import { useNear } from "./useNear.js";

interface ImageAttachmentProps {
  readonly threadId: string;
  readonly attachment: Contract.MessageAttachment;
  readonly onOpen: () => void;
}

/** The longest edge of an image in a bubble, in CSS pixels. */
const edge = 320;

/** An image in a message: its place is kept from the first moment, so that nothing moves when it comes. */
export function ImageAttachment({ threadId, attachment, onOpen }: ImageAttachmentProps) {
  const { element, near } = useNear<HTMLButtonElement>();
  const small = attachment.thumbnail ?? attachment;
  const { url, failed } = useAttachmentUrl(threadId, small.attachmentId, near);
  const size = fitted(attachment.width ?? edge, attachment.height ?? edge, edge);
  return (
    <button
      ref={element}
      type="button"
      class="image-attachment"
      aria-label={texts.attachments.open(attachment.name)}
      data-testid="image-attachment"
      style={{
        width: `${String(Math.max(96, size.width))}px`,
        aspectRatio: `${String(size.width)} / ${String(size.height)}`,
      }}
      onClick={onOpen}
    >
      {url !== undefined && (
        <img src={url} alt={attachment.name} width={size.width} height={size.height} draggable={false} />
      )}
      {failed && <span class="image-failed">{texts.attachments.unavailable}</span>}
    </button>
  );
}
