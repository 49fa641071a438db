import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { backoff } from "../src/connection/backoff.js";
import type { HistoryPage, ReceiptPush, ThreadEvent, ThreadView } from "../src/contract.js";
import type { ErrorCode } from "../src/errors.js";
import { settlingOf } from "../src/outbox/settling.js";
import type { StoredMessage } from "../src/state/message.js";
import { withEvents, withPage } from "../src/state/threadEvents.js";
import { needOf, ofView, unreadOf, withReceipt, withView } from "../src/state/threadState.js";
import type { ThreadState } from "../src/state/threadState.js";
import type { Position } from "../src/state/window.js";

interface VectorStep {
  readonly view?: ThreadView;
  readonly from?: number;
  readonly events?: readonly ThreadEvent[];
  readonly receipt?: ReceiptPush;
  readonly page?: { readonly position: Position; readonly asOf: number; readonly answer: HistoryPage };
  readonly expect?: Readonly<Record<string, unknown>>;
}

interface VectorFile<T> {
  readonly title: string;
  readonly self: string;
  readonly cases: readonly T[];
}

function read<T>(name: string): VectorFile<T> {
  const path = new URL(`../../vectors/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(path, "utf8")) as VectorFile<T>;
}

/** A message as history would show it. */
function wire(message: StoredMessage): object {
  const {
    mine: _mine,
    state: _state,
    changing: _changing,
    system,
    reactions,
    attachments,
    ...rest
  } = message;
  return {
    ...rest,
    ...(reactions.length > 0 && { reactions }),
    ...(attachments.length > 0 && { attachments }),
    ...(system && { type: "system" }),
  };
}

function seen(state: ThreadState, applied: readonly ThreadEvent[]): Readonly<Record<string, unknown>> {
  return {
    ...state,
    applied: applied.map((event) => event.seq),
    need: needOf(state),
    unread: unreadOf(state),
    messages: state.window.messages.map(wire),
    hasBefore: state.window.hasBefore,
    hasAfter: state.window.hasAfter,
    lastMessage: state.lastMessage === undefined ? null : wire(state.lastMessage),
    mutedUntil: state.mutedUntil ?? null,
  };
}

function take(
  before: ThreadState | undefined,
  step: VectorStep,
  self: string,
): readonly [ThreadState, readonly ThreadEvent[]] {
  if (step.view !== undefined) {
    return [before === undefined ? ofView(step.view, self, step.from) : withView(before, step.view), []];
  }
  if (before === undefined) throw new Error("A case begins with a view.");
  if (step.events !== undefined) {
    const { state, applied } = withEvents(before, step.events);
    return [state, applied];
  }
  if (step.receipt !== undefined) return [withReceipt(before, step.receipt), []];
  if (step.page !== undefined)
    return [withPage(before, step.page.position, step.page.asOf, step.page.answer), []];
  throw new Error("An unknown step.");
}

for (const name of ["events", "changes", "history", "unread", "views"]) {
  const file = read<{ readonly name: string; readonly steps: readonly VectorStep[] }>(name);
  describe(file.title, () => {
    it.each(file.cases)("$name", ({ steps }) => {
      let state: ThreadState | undefined;
      for (const [place, step] of steps.entries()) {
        const [next, applied] = take(state, step, file.self);
        state = next;
        const now = seen(next, applied);
        for (const [field, value] of Object.entries(step.expect ?? {})) {
          expect(now[field], `${field} after step ${place + 1}`).toEqual(value);
        }
      }
    });
  });
}

const settling = read<{ readonly code: ErrorCode; readonly then: string }>("settling");
describe(settling.title, () => {
  it.each(settling.cases)("$code: $then", ({ code, then }) => {
    expect(settlingOf(code)).toBe(then);
  });
});

const delays = read<{
  readonly attempt: number;
  readonly random: number;
  readonly retryAfterMs?: number;
  readonly delayMs: number;
}>("backoff");
describe(delays.title, () => {
  it.each(delays.cases)("attempt $attempt, random $random", ({ attempt, random, retryAfterMs, delayMs }) => {
    expect(backoff(attempt, random, retryAfterMs)).toBe(delayMs);
  });
});
