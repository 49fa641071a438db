import type { LiveLink } from "../connection/liveLink.js";
import type { SendAck } from "../contract.js";
import type { OutboxEntry } from "./outbox.js";

/** Sends a command, and resolves with its acknowledgement. */
export function invoke(link: LiveLink, entry: OutboxEntry): Promise<SendAck> {
  const { threadId, clientMessageId, command } = entry;
  switch (command.type) {
    case "send": {
      const { text, replyTo, attachments } = command;
      return link.invoke("SendMessage", {
        threadId,
        clientMessageId,
        ...(text === undefined ? {} : { text }),
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(attachments === undefined
          ? {}
          : { attachments: attachments.map(({ attachmentId }) => ({ attachmentId })) }),
      });
    }
    case "edit":
      return link.invoke("EditMessage", {
        threadId,
        clientMessageId,
        targetSeq: command.targetSeq,
        text: command.text,
      });
    case "delete":
      return link.invoke("DeleteMessage", { threadId, clientMessageId, targetSeq: command.targetSeq });
    case "react": {
      const { targetSeq, emoji, added } = command;
      return link.invoke("React", { threadId, clientMessageId, targetSeq, emoji, added });
    }
  }
}
