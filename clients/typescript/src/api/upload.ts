import type { MessageAttachment } from "../contract.js";
import { ChatError } from "../errors.js";
import type { UploadProgress } from "./attachments.js";
import type { Calls } from "./calls.js";
import type { HttpCall } from "./http.js";
import { refusalOf } from "./http.js";

type FileCall = HttpCall & { readonly file: Blob };

/** Uploads by XMLHttpRequest where somebody wants to see it go and the platform has it, else by `fetch`. */
export async function upload(
  calls: Calls,
  call: FileCall,
  progress: ((progress: UploadProgress) => void) | undefined,
): Promise<MessageAttachment> {
  if (progress !== undefined && typeof XMLHttpRequest === "function") {
    return calls.authorized((token) => send(calls.addressOf(call), call, token, progress));
  }
  const total = call.file.size;
  progress?.({ sent: 0, total });
  const attachment = await calls.json<MessageAttachment>(call);
  progress?.({ sent: total, total });
  return attachment;
}

function send(
  address: string,
  call: FileCall,
  token: string,
  progress: (progress: UploadProgress) => void,
): Promise<MessageAttachment> {
  const { file, signal } = call;
  return new Promise((resolve, reject) => {
    if (signal?.aborted === true) {
      reject(canceled());
      return;
    }
    const request = new XMLHttpRequest();
    const abort = (): void => request.abort();
    signal?.addEventListener("abort", abort, { once: true });
    request.upload.onprogress = (event) =>
      progress({ sent: Math.min(event.loaded, file.size), total: file.size });
    request.onload = () => {
      const { status, responseText } = request;
      if (status >= 200 && status < 300) resolve(JSON.parse(responseText) as MessageAttachment);
      else reject(refusalOf(status, responseText, request.getResponseHeader("retry-after")));
    };
    request.onerror = () => reject(new ChatError({ code: "network", message: "The upload was broken off." }));
    request.onabort = () => reject(canceled());
    request.onloadend = () => signal?.removeEventListener("abort", abort);
    request.open(call.method, address);
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.setRequestHeader("content-type", file.type === "" ? "application/octet-stream" : file.type);
    request.send(file);
  });
}

function canceled(): ChatError {
  return new ChatError({ code: "canceled", message: "The upload was given up." });
}
