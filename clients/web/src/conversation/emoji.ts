/** What a server offers unless it is configured otherwise (`Chat:Reactions`); it has the last word. */
export const reactionEmoji = ["👍", "👎", "❤️", "😂", "😮", "😢", "🙏", "🎉"] as const;

/** What the composer offers; keyboards have the rest. */
export const composerEmoji = [
  "😀",
  "😄",
  "😁",
  "😅",
  "😂",
  "🙂",
  "😉",
  "😊",
  "😍",
  "😘",
  "🤗",
  "🤔",
  "😐",
  "🙄",
  "😏",
  "😴",
  "😮",
  "😢",
  "😭",
  "😤",
  "😡",
  "🥳",
  "😎",
  "🤯",
  "👍",
  "👎",
  "👋",
  "🙌",
  "👏",
  "🙏",
  "💪",
  "🤝",
  "❤️",
  "💔",
  "🔥",
  "✨",
  "🎉",
  "🎂",
  "🌞",
  "🌧️",
  "☕",
  "🍕",
  "🍷",
  "🚗",
  "✈️",
  "🏠",
  "📷",
  "✅",
] as const;

/** Whether a text is one to three emoji and nothing else, which is shown large. */
export function isOnlyEmoji(text: string): boolean {
  const trimmed = text.trim();
  if (
    trimmed === "" ||
    trimmed.length > 40 ||
    !/\p{Extended_Pictographic}|\p{Regional_Indicator}/u.test(trimmed)
  )
    return false;
  const segments = [...new Intl.Segmenter(undefined, { granularity: "grapheme" }).segment(trimmed)];
  return (
    segments.length <= 3 &&
    segments.every(({ segment }) => /^(?:\p{Extended_Pictographic}|\p{Regional_Indicator}{2})/u.test(segment))
  );
}
