const tones = 7;

/** One or two letters for a name: of its first and its last word. */
export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => word !== "");
  const first = words[0];
  const last = words.length > 1 ? words.at(-1) : undefined;
  return [first, last]
    .map((word) => (word === undefined ? "" : (graphemes(word)[0] ?? "")))
    .join("")
    .toLocaleUpperCase();
}

function graphemes(word: string): readonly string[] {
  const segments = new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(word);
  return [...segments].map(({ segment }) => segment);
}

/** One of the avatar colours, always the same for a user id. */
export function tone(userId: string): number {
  let sum = 0;
  for (const character of userId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return sum % tones;
}
