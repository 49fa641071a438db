import type { Contract } from "chat-orleans";

/** A piece of a text. */
export interface Cut {
  readonly text: string;
  readonly marked: boolean;
}

/** Cuts a text at its highlights (UTF-16 code units); ranges that overlap or lie outside do no harm. */
export function cut(text: string, highlights: readonly Contract.Highlight[]): readonly Cut[] {
  const cuts: Cut[] = [];
  let from = 0;
  for (const { start, length } of [...highlights].sort((one, other) => one.start - other.start)) {
    const begin = Math.max(from, start);
    const end = Math.min(text.length, start + length);
    if (end <= begin) continue;
    if (begin > from) cuts.push({ text: text.slice(from, begin), marked: false });
    cuts.push({ text: text.slice(begin, end), marked: true });
    from = end;
  }
  if (from < text.length) cuts.push({ text: text.slice(from), marked: false });
  return cuts;
}
