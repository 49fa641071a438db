/** The most code points that a message has, unless the server is configured otherwise. */
export const textLimit = 4000;

/** Code points, as the server counts. */
export function textLength(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
