import { client } from "../app/client.js";

/** The bytes of attachments that were shown lately, as addresses that images can have. The server's answers are in no cache. */
const urls = new Map<string, Promise<string>>();
const most = 300;

/** The address of an attachment's bytes; fetched once. Rejects with a `ChatError`, and is fetched again when asked again. */
export function attachmentUrl(threadId: string, attachmentId: string): Promise<string> {
  const known = urls.get(attachmentId);
  if (known) {
    urls.delete(attachmentId);
    urls.set(attachmentId, known);
    return known;
  }
  const loading = client.api.attachments
    .download(threadId, attachmentId)
    .then((blob) => URL.createObjectURL(blob));
  keep(attachmentId, loading);
  loading.catch(() => urls.delete(attachmentId));
  return loading;
}

/** Keeps the bytes of a file that was just uploaded, so that its sender does not fetch them. */
export function rememberBytes(attachmentId: string, bytes: Blob): void {
  if (!urls.has(attachmentId)) keep(attachmentId, Promise.resolve(URL.createObjectURL(bytes)));
}

/** Forgets everything, as when somebody logs out. */
export function forgetBytes(): void {
  for (const url of urls.values()) release(url);
  urls.clear();
}

function keep(attachmentId: string, url: Promise<string>): void {
  urls.set(attachmentId, url);
  if (urls.size <= most) return;
  const [oldest] = urls;
  if (!oldest) return;
  urls.delete(oldest[0]);
  release(oldest[1]);
}

function release(url: Promise<string>): void {
  url.then(
    (address) => URL.revokeObjectURL(address),
    () => undefined,
  );
}
