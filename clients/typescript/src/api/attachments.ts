import type { MessageAttachment } from "../contract.js";
import type { CallOptions, Calls } from "./calls.js";
import { segment } from "./http.js";
import { upload } from "./upload.js";

/** How far an upload is: bytes that have left, of how many. */
export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
}

/** Options of an upload. */
export interface UploadOptions extends CallOptions {
  /** What to call the file: 1 to 120 characters, without folders. Default: the name of a `File`. */
  readonly name?: string;
  /** Told while bytes leave in browsers; elsewhere at the begin and the end only. */
  readonly progress?: (progress: UploadProgress) => void;
}

/**
 * Files of messages. An upload waits for its message for 12 hours as a rule: upload, then send with what was answered. It
 * isn't repeated by itself; repeating one that was answered makes another attachment.
 */
export class AttachmentsApi {
  readonly #calls: Calls;

  /** @internal */
  constructor(calls: Calls) {
    this.#calls = calls;
  }

  /**
   * Uploads a file of at most 25 MiB, as a rule, to an active thread. `thread_inactive`, `blocked`, `too_large` (with `limit`),
   * `unsupported_type`, `quota_exceeded` (with `limit`), `attachments_disabled`, `rate_limited`.
   */
  upload(threadId: string, file: Blob, options: UploadOptions = {}): Promise<MessageAttachment> {
    const name = options.name ?? (file as Partial<File>).name;
    return upload(
      this.#calls,
      {
        method: "POST",
        path: `/threads/${segment(threadId)}/attachments`,
        ...(name === undefined || name === "" ? {} : { query: { name } }),
        file,
        ...(options.signal && { signal: options.signal }),
      },
      options.progress,
    );
  }

  /**
   * Gives an upload that is not sent yet a small image: at most 256 KiB and 1,024 pixels either way. Resolves with the upload
   * as it is then, with its `thumbnail`.
   */
  async addThumbnail(
    threadId: string,
    attachment: MessageAttachment,
    image: Blob,
    options: CallOptions = {},
  ): Promise<MessageAttachment> {
    const small = await upload(
      this.#calls,
      {
        method: "PUT",
        path: `/threads/${segment(threadId)}/attachments/${segment(attachment.attachmentId)}/thumbnail`,
        file: image,
        ...options,
      },
      undefined,
    );
    const { attachmentId, type, size, width = 0, height = 0 } = small;
    return { ...attachment, thumbnail: { attachmentId, type, size, width, height } };
  }

  /**
   * The bytes of an attachment or a thumbnail, for both members. `range` asks for a part: the first byte, and the last one
   * or the end. `attachment_not_found` also once the message is deleted.
   */
  async download(
    threadId: string,
    attachmentId: string,
    options: { readonly range?: readonly [first: number, last?: number] } & CallOptions = {},
  ): Promise<Blob> {
    const { range, signal } = options;
    const { response } = await this.#calls.send({
      method: "GET",
      path: `/threads/${segment(threadId)}/attachments/${segment(attachmentId)}`,
      ...(range && { headers: { range: `bytes=${range[0]}-${range[1] ?? ""}` } }),
      ...(signal && { signal }),
    });
    return response.blob();
  }

  /** Gives up an upload that is not sent yet. Repeating changes nothing. */
  delete(threadId: string, attachmentId: string, options: CallOptions = {}): Promise<void> {
    return this.#calls.done({
      method: "DELETE",
      path: `/threads/${segment(threadId)}/attachments/${segment(attachmentId)}`,
      ...options,
    });
  }
}
