import type { Contract } from "chat-orleans";
import { cut } from "./cut.js";

/** A piece of a message with what was searched for marked in it. */
export function Highlighted({
  text,
  highlights,
}: {
  text: string;
  highlights: readonly Contract.Highlight[];
}) {
  return (
    <span class="hit-snippet" dir="auto">
      {cut(text, highlights).map((part, index) =>
        part.marked ? <mark key={index}>{part.text}</mark> : part.text,
      )}
    </span>
  );
}
