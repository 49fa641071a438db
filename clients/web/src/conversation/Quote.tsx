import { texts } from "../texts/index.js";

/** What a quote shows of a message. */
export interface Quotable {
  readonly seq: number;
  readonly author: string;
  readonly text: string;
}

/** A quote: null for a message that is gone, undefined for one that is not known yet. */
export function Quote({
  quote,
  onJump,
}: {
  quote: Quotable | null | undefined;
  onJump?: (() => void) | undefined;
}) {
  const text =
    quote === null
      ? texts.message.quotedGone
      : quote === undefined
        ? texts.message.quotedUnknown
        : quote.text;
  const inner = (
    <>
      {quote && <span class="quote-author">{quote.author}</span>}
      <span class="quote-text">{text}</span>
    </>
  );
  return onJump ? (
    <button
      type="button"
      class="quote"
      title={texts.message.jumpToQuoted}
      onClick={onJump}
      data-testid="quote"
    >
      {inner}
    </button>
  ) : (
    <div class="quote">{inner}</div>
  );
}
