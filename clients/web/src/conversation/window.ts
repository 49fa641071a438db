/** The part of a list of messages that is in the document: from `start` to before `end`. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

/** How many messages are drawn at first, how many more at a time, and how many at most. */
export const windowSize = { first: 60, step: 60, most: 220 } as const;

/** The window that a conversation opens with: its end, or around a message. */
export function openWindow(length: number, around?: number): Window {
  if (around === undefined) return { start: Math.max(0, length - windowSize.first), end: length };
  const start = Math.max(0, Math.min(around - windowSize.first / 2, length - windowSize.first));
  return { start, end: Math.min(length, start + windowSize.first) };
}

/** More at the upper end; what is then too much goes at the lower one. */
export function growUp(window: Window): Window {
  const start = Math.max(0, window.start - windowSize.step);
  return { start, end: Math.min(window.end, start + windowSize.most) };
}

/** More at the lower end; what is then too much goes at the upper one. */
export function growDown(window: Window, length: number): Window {
  const end = Math.min(length, window.end + windowSize.step);
  return { start: Math.max(window.start, end - windowSize.most), end };
}

/**
 * The same messages after the list has changed.
 * @param movedBy How much further back the window's first message is now than before; undefined if it is gone.
 * @param follows Whether the window was at the list's end, and stays there.
 */
export function keepWindow(
  window: Window,
  length: number,
  movedBy: number | undefined,
  follows: boolean,
): Window {
  if (movedBy === undefined) return openWindow(length);
  const start = Math.max(0, window.start + movedBy);
  const end = follows ? length : Math.min(length, window.end + movedBy);
  return { start: follows ? Math.max(start, end - windowSize.most) : Math.min(start, end), end };
}
