import { signal, type Signal } from "@preact/signals";
import { type Contract, ChatError } from "chat-orleans";
import { client } from "../app/client.js";
import { rememberBytes } from "./bytes.js";
import { makeThumbnail } from "./thumbnail.js";
import { uploadName } from "./uploadName.js";

/** A file on its way to the server, for a message that is still being written. */
export interface Upload {
  readonly id: number;
  readonly file: File;
  /** The image's own bytes to look at; absent for other files. */
  readonly preview: string | undefined;
  readonly state: Signal<UploadState>;
}

export type UploadState =
  | { readonly step: "uploading"; readonly percent: number }
  | { readonly step: "ready"; readonly attachment: Contract.MessageAttachment }
  | { readonly step: "failed"; readonly error: unknown };

/** The most files that a message takes. */
export const mostFiles = 10;

let last = 0;

/** The files of one conversation's composer, in their order. */
export class Uploads {
  readonly list = signal<readonly Upload[]>([]);
  readonly #aborts = new Map<number, AbortController>();

  readonly threadId: string;

  constructor(threadId: string) {
    this.threadId = threadId;
  }

  /** Begins to upload. False if some of the files were too many. */
  add(files: readonly File[]): boolean {
    const room = mostFiles - this.list.value.length;
    const added = files.slice(0, Math.max(0, room)).map((file) => ({
      id: ++last,
      file,
      preview: /^image\/(?:png|jpeg|gif|webp)$/u.test(file.type) ? URL.createObjectURL(file) : undefined,
      state: signal<UploadState>({ step: "uploading", percent: 0 }),
    }));
    this.list.value = [...this.list.value, ...added];
    for (const upload of added) void this.#run(upload);
    return files.length <= room;
  }

  /** Cancels an upload, or gives up a finished one. */
  remove(upload: Upload): void {
    this.#aborts.get(upload.id)?.abort();
    const state = upload.state.value;
    if (state.step === "ready") {
      // What is not given up here, the server removes after some hours.
      client.api.attachments.delete(this.threadId, state.attachment.attachmentId).catch(() => undefined);
    }
    this.#drop([upload]);
  }

  retry(upload: Upload): void {
    void this.#run(upload);
  }

  /** The attachments for the message that is sent now; the list is empty afterwards. Undefined while some are not ready. */
  take(): readonly Contract.MessageAttachment[] | undefined {
    const taken = this.list.value;
    const ready = taken.map(({ state }) =>
      state.value.step === "ready" ? state.value.attachment : undefined,
    );
    if (ready.includes(undefined)) return undefined;
    this.#drop(taken);
    return ready.filter((attachment) => attachment !== undefined);
  }

  clear(): void {
    for (const upload of this.list.value) this.remove(upload);
  }

  async #run(upload: Upload): Promise<void> {
    const abort = new AbortController();
    this.#aborts.set(upload.id, abort);
    upload.state.value = { step: "uploading", percent: 0 };
    try {
      const { attachments } = client.api;
      const attachment = await attachments.upload(this.threadId, upload.file, {
        name: uploadName(upload.file.name),
        signal: abort.signal,
        progress: ({ sent, total }) => {
          upload.state.value = {
            step: "uploading",
            percent: Math.min(99, Math.floor((100 * sent) / Math.max(1, total))),
          };
        },
      });
      if (upload.preview !== undefined) rememberBytes(attachment.attachmentId, upload.file);
      upload.state.value = {
        step: "ready",
        attachment: await this.#withThumbnail(upload.file, attachment, abort.signal),
      };
    } catch (error) {
      if (error instanceof ChatError && error.code === "canceled") return;
      upload.state.value = { step: "failed", error };
    } finally {
      this.#aborts.delete(upload.id);
    }
  }

  /** The small image is a courtesy: without one the image itself is shown. */
  async #withThumbnail(
    file: File,
    attachment: Contract.MessageAttachment,
    signal: AbortSignal,
  ): Promise<Contract.MessageAttachment> {
    const small = await makeThumbnail(file);
    if (!small) return attachment;
    try {
      const complete = await client.api.attachments.addThumbnail(this.threadId, attachment, small, {
        signal,
      });
      if (complete.thumbnail) rememberBytes(complete.thumbnail.attachmentId, small);
      return complete;
    } catch (error) {
      if (error instanceof ChatError && error.code === "canceled") throw error;
      return attachment;
    }
  }

  #drop(uploads: readonly Upload[]): void {
    for (const { preview } of uploads) if (preview !== undefined) URL.revokeObjectURL(preview);
    this.list.value = this.list.value.filter((one) => !uploads.includes(one));
  }
}
