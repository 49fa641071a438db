import type { Clock } from "../clock.js";
import type { Refusal } from "../contract.js";
import { ChatError } from "../errors.js";
import type { ErrorCode } from "../errors.js";

/** One HTTP call below `/api/v1`. */
export interface HttpCall {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
  /** Sent as it is. */
  readonly file?: Blob;
  /** Headers beyond those of the kind of body and the credential. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** An answer with what was asked for; refusals are thrown. */
export interface HttpAnswer {
  readonly response: Response;
  /** The server's clock, in milliseconds since 1970, where the page may see it. */
  readonly date?: number;
}

/** What to ask for in a URL's path. */
export function segment(value: string | number): string {
  return encodeURIComponent(String(value));
}

/** Calls without any session. */
export class Http {
  readonly server: string;
  readonly #fetch: typeof fetch;
  readonly #clock: Clock;
  readonly #patience: number;

  constructor(server: string, fetcher: typeof fetch, clock: Clock, patience: number) {
    this.server = server;
    this.#fetch = fetcher;
    this.#clock = clock;
    this.#patience = patience;
  }

  /** The whole address of a call. */
  addressOf(call: Pick<HttpCall, "path" | "query">): string {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(call.query ?? {})) {
      if (value !== undefined) query.set(name, String(value));
    }
    const text = query.toString();
    return `${this.server}/api/v1${call.path}${text === "" ? "" : `?${text}`}`;
  }

  /** Calls once. Throws a {@link ChatError} for a refusal, for no answer, and when it was given up. */
  async send(call: HttpCall, token?: string): Promise<HttpAnswer> {
    const giveUp = new AbortController();
    // A file takes as long as it takes.
    const cancel =
      call.file === undefined ? this.#clock.after(this.#patience, () => giveUp.abort()) : () => undefined;
    const aborted = (): void => giveUp.abort();
    call.signal?.addEventListener("abort", aborted, { once: true });
    try {
      call.signal?.throwIfAborted();
      const response = await this.#fetch(this.addressOf(call), {
        method: call.method,
        headers: headersOf(call, token),
        ...bodyOf(call),
        signal: giveUp.signal,
        credentials: "omit",
        cache: "no-store",
      });
      if (!response.ok)
        throw refusalOf(response.status, await response.text(), response.headers.get("retry-after"));
      const date = Date.parse(response.headers.get("date") ?? "");
      return Number.isNaN(date) ? { response } : { response, date };
    } catch (fault) {
      throw faultOf(fault, call.signal);
    } finally {
      cancel();
      call.signal?.removeEventListener("abort", aborted);
    }
  }
}

/** The refusal that an answer is. One without a problem document is a proxy's. */
export function refusalOf(status: number, text: string, retryAfter: string | null): ChatError {
  const seconds = Number(retryAfter ?? Number.NaN);
  const told = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1_000 } : {};
  try {
    const problem = JSON.parse(text) as Partial<Refusal> & {
      readonly detail?: string;
      readonly title?: string;
    };
    if (typeof problem.code === "string") {
      return ChatError.ofRefusal(
        { ...told, ...problem, code: problem.code, message: problem.detail ?? problem.title ?? problem.code },
        status,
      );
    }
  } catch {
    // Not JSON at all.
  }
  return new ChatError({ code: codeOf(status), message: `The answer was ${status}.`, status, ...told });
}

function codeOf(status: number): ErrorCode {
  switch (status) {
    case 401:
      return "unauthenticated";
    case 413:
      return "too_large";
    case 429:
      return "rate_limited";
    case 502:
    case 503:
    case 504:
      return "unavailable";
    default:
      return "protocol";
  }
}

/** Whatever went wrong, as a {@link ChatError}. */
export function faultOf(fault: unknown, signal?: AbortSignal): ChatError {
  if (fault instanceof ChatError) return fault;
  return signal?.aborted === true
    ? new ChatError({ code: "canceled", message: "The call was given up.", cause: fault })
    : new ChatError({ code: "network", message: "The server gave no answer.", cause: fault });
}

function headersOf(call: HttpCall, token: string | undefined): Record<string, string> {
  return {
    ...call.headers,
    ...(call.body === undefined ? {} : { "content-type": "application/json" }),
    ...(call.file === undefined
      ? {}
      : { "content-type": call.file.type === "" ? "application/octet-stream" : call.file.type }),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
}

function bodyOf(call: HttpCall): { readonly body?: string | Blob } {
  if (call.file !== undefined) return { body: call.file };
  return call.body === undefined ? {} : { body: JSON.stringify(call.body) };
}
