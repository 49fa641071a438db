import type { Reaction } from "../contract.js";

interface One {
  readonly emoji: string;
  readonly userId: string;
}

/**
 * A message's reactions after one more or one fewer, in the order in which they came. An `added` of what is there moves it
 * to the end: events that a page of history has been ahead of are thereby repeated without harm.
 */
export function withReaction(
  reactions: readonly Reaction[],
  emoji: string,
  userId: string,
  added: boolean,
): readonly Reaction[] {
  const ones = flatten(reactions).filter((one) => one.emoji !== emoji || one.userId !== userId);
  if (added) ones.push({ emoji, userId });
  return group(ones);
}

/** Of each emoji the first, then of each the second: groups alone do not tell how they interlock. */
function flatten(reactions: readonly Reaction[]): One[] {
  const ones: One[] = [];
  for (let place = 0; reactions.some((reaction) => place < reaction.userIds.length); place++) {
    for (const { emoji, userIds } of reactions) {
      const userId = userIds[place];
      if (userId !== undefined) ones.push({ emoji, userId });
    }
  }
  return ones;
}

function group(ones: readonly One[]): readonly Reaction[] {
  const groups = new Map<string, string[]>();
  for (const { emoji, userId } of ones) {
    const userIds = groups.get(emoji);
    if (userIds === undefined) groups.set(emoji, [userId]);
    else userIds.push(userId);
  }
  return [...groups].map(([emoji, userIds]) => ({ emoji, userIds }));
}
