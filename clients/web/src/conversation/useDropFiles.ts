import { useState } from "preact/hooks";
import { mostFiles, type Uploads } from "../attachments/uploads.js";
import { texts } from "../texts/index.js";
import { toast } from "../ui/toasts.js";

/** Takes files that are dropped on the conversation. */
export function useDropFiles(uploads: Uploads | undefined) {
  const [over, setOver] = useState(false);
  const bringsFiles = (event: DragEvent) =>
    uploads !== undefined && event.dataTransfer?.types.includes("Files") === true;
  const handlers = {
    onDragOver: (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      const inside =
        event.relatedTarget instanceof Node && (event.currentTarget as Node).contains(event.relatedTarget);
      if (!inside) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      if (!bringsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (uploads && !uploads.add(files)) toast(texts.attachments.tooMany(mostFiles), true);
    },
  };
  return { over, handlers };
}
