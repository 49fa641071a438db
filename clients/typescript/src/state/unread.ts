/**
 * How many of the peer's messages above one's own read watermark are not deleted, exact although it is told at some
 * times only and events come between them.
 */
export interface Unread {
  /** How many there are up to and including `floor`. */
  readonly below: number;
  /** Up to here messages are counted in `below`, above it one by one. */
  readonly floor: number;
  /** The `seq` of each one above `floor`, ascending. */
  readonly above: readonly number[];
  /** Events up to here are in the count already, whether or not they have been applied. */
  readonly countedSeq: number;
  /** Whether `below` is only what a receipt said at an unknown moment: a fresh view of the thread makes it exact. */
  readonly doubt: boolean;
}

/** More are folded into `below`: nobody reads one by one from so far away. */
const MAX_SINGLE = 1_000;

/** The count as a view of the thread tells it, whose log ended at `lastSeq`. */
export function unreadOfView(unread: number, lastSeq: number): Unread {
  return { below: unread, floor: lastSeq, above: [], countedSeq: lastSeq, doubt: false };
}

/** The count of messages that are all known: those of the peer above the read watermark, up to the event `cursor`. */
export function unreadOfKnown(above: readonly number[], readSeq: number, cursor: number): Unread {
  return bounded({ below: 0, floor: readSeq, above, countedSeq: cursor, doubt: false });
}

export function totalOf(unread: Unread): number {
  return unread.below + unread.above.length;
}

/** The peer has written the message `seq`. */
export function withPeerMessage(unread: Unread, seq: number, readSeq: number): Unread {
  if (seq <= unread.countedSeq || seq <= readSeq) return unread;
  return bounded({ ...unread, above: [...unread.above, seq] });
}

/** The peer has deleted their message `target` by the event `seq`. */
export function withPeerDeletion(unread: Unread, seq: number, target: number, readSeq: number): Unread {
  if (seq <= unread.countedSeq) return unread;
  if (unread.above.includes(target))
    return { ...unread, above: unread.above.filter((known) => known !== target) };
  if (target <= readSeq || target > unread.floor) return unread;
  return { ...unread, below: Math.max(0, unread.below - 1) };
}

/** The read watermark has risen to `readSeq`; `told` is the count that the server told with it, if it did. */
export function withRead(unread: Unread, readSeq: number, told: number | undefined): Unread {
  const above = unread.above.filter((seq) => seq > readSeq);
  if (readSeq >= unread.floor) return { ...unread, below: 0, above, doubt: false };
  // In the middle of those that are only counted: how many of them are left, the server alone knows.
  return { ...unread, below: Math.max(0, (told ?? totalOf(unread)) - above.length), above, doubt: true };
}

function bounded(unread: Unread): Unread {
  const excess = unread.above.length - MAX_SINGLE;
  if (excess <= 0) return unread;
  return {
    ...unread,
    below: unread.below + excess,
    floor: unread.above[excess - 1] ?? unread.floor,
    above: unread.above.slice(excess),
  };
}
