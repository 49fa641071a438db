import { linkify } from "./linkify.js";

/** A message's words: escaped, with its addresses as links that tell the other side nothing. */
export function TextWithLinks({ text }: { text: string }) {
  return (
    <>
      {linkify(text).map((part, index) =>
        part.href === undefined ? (
          part.text
        ) : (
          <a key={index} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
            {part.text}
          </a>
        ),
      )}
    </>
  );
}
