import { useEffect, useState } from "preact/hooks";
import { attachmentUrl } from "./bytes.js";

interface Loaded {
  readonly url?: string;
  readonly failed?: boolean;
}

/** The address of an attachment's bytes once it is wanted and here. */
export function useAttachmentUrl(threadId: string, attachmentId: string, wanted: boolean): Loaded {
  const [loaded, setLoaded] = useState<Loaded>({});
  useEffect(() => {
    if (!wanted) return undefined;
    let current = true;
    attachmentUrl(threadId, attachmentId).then(
      (url) => current && setLoaded({ url }),
      () => current && setLoaded({ failed: true }),
    );
    return () => {
      current = false;
    };
  }, [threadId, attachmentId, wanted]);
  return loaded;
}
