import type { ProblemCode, Refusal, RefusalCode } from "./contract.js";

/**
 * Why a call did not do what it was asked, where the server has not said so itself:
 *
 * - `network`: no answer, or the connection was lost; what was asked may or may not have been done;
 * - `signed_out`: there is no session, or it has just ended;
 * - `canceled`: the caller gave it up (an `AbortSignal`, `disconnect`, `discard`);
 * - `storage`: the device could not keep what it was given;
 * - `protocol`: an answer that is none of the contract's.
 */
export type LocalCode = "network" | "signed_out" | "canceled" | "storage" | "protocol";

/** Every code that a {@link ChatError} can have. A newer server may send others: treat an unknown one as a refusal. */
export type ErrorCode = RefusalCode | ProblemCode | LocalCode;

/** What a {@link ChatError} is made of. */
export interface ChatErrorFields {
  readonly code: ErrorCode;
  readonly message: string;
  /** The HTTP status, of refusals over HTTP. */
  readonly status?: number;
  readonly field?: string;
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  readonly retryAfterMs?: number;
  readonly activeThreadId?: string;
  readonly seq?: number;
  readonly limit?: number;
  readonly cause?: unknown;
}

/** A refusal by the server, or why there was no answer. Branch on {@link code}; the message is for logs, in English. */
export class ChatError extends Error {
  /** What it is, from one list. */
  readonly code: ErrorCode;
  /** The HTTP status; absent over the hub and for local codes. */
  readonly status?: number;
  /** Of `invalid_argument`: the field at fault; empty where it is the body itself. */
  readonly field?: string;
  /** Of a form's `invalid_argument`: every error at once, by field. */
  readonly errors?: Readonly<Record<string, readonly string[]>>;
  /** When to come again, in milliseconds: of `rate_limited`, `overloaded` and `unavailable`. */
  readonly retryAfterMs?: number;
  /** Of `self_busy`: the caller's active thread. */
  readonly activeThreadId?: string;
  /** Of `idempotency_mismatch`: the event that has the id. */
  readonly seq?: number;
  /** Of `too_large` and `quota_exceeded`: what is allowed. */
  readonly limit?: number;

  constructor(fields: ChatErrorFields) {
    super(fields.message, fields.cause === undefined ? undefined : { cause: fields.cause });
    this.name = "ChatError";
    this.code = fields.code;
    if (fields.status !== undefined) this.status = fields.status;
    if (fields.field !== undefined) this.field = fields.field;
    if (fields.errors !== undefined) this.errors = fields.errors;
    if (fields.retryAfterMs !== undefined) this.retryAfterMs = fields.retryAfterMs;
    if (fields.activeThreadId !== undefined) this.activeThreadId = fields.activeThreadId;
    if (fields.seq !== undefined) this.seq = fields.seq;
    if (fields.limit !== undefined) this.limit = fields.limit;
  }

  /** The error of a refusal that came in an envelope or a problem document. */
  static ofRefusal(refusal: Refusal, status?: number): ChatError {
    return new ChatError({
      ...refusal,
      code: refusal.code as ErrorCode,
      ...(status === undefined ? {} : { status }),
    });
  }

  /** Whether the same call, made again unchanged, may succeed: load, an unknown outcome, or no answer. */
  get isTransient(): boolean {
    return (
      this.code === "network" ||
      this.code === "overloaded" ||
      this.code === "unavailable" ||
      this.code === "rate_limited" ||
      this.code === "internal"
    );
  }
}
