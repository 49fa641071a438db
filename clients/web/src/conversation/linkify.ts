/** A piece of a message's text: plain, or a link to show as one. */
export interface TextPart {
  readonly text: string;
  /** An absolute http or https address; absent for plain text. */
  readonly href?: string;
}

const candidate = /(?:https?:\/\/|www\.)[^\s<>"“”]+/giu;

/**
 * Cuts a text into plain parts and links. Together the parts are the text, unchanged. Only http and https become
 * links, so that no text makes a `javascript:` address.
 */
export function linkify(text: string): readonly TextPart[] {
  const parts: TextPart[] = [];
  let from = 0;
  for (const match of text.matchAll(candidate)) {
    const before = text[match.index - 1];
    if (before !== undefined && /[\p{L}\p{N}_@]/u.test(before)) continue;
    const shown = withoutTrailingPunctuation(match[0]);
    const href = address(shown);
    if (href === undefined) continue;
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: shown, href });
    from = match.index + shown.length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

function address(shown: string): string | undefined {
  const written = /^www\./iu.test(shown) ? `https://${shown}` : shown;
  const url = parse(written);
  if (!url || (url.protocol !== "http:" && url.protocol !== "https:")) return undefined;
  // "www." or "http://x" alone is more often a typo than a place; loopback stays, developers send it.
  const host = url.hostname;
  return host.includes(".") || host.includes(":") || host === "localhost" ? url.href : undefined;
}

function parse(written: string): URL | undefined {
  try {
    return new URL(written);
  } catch {
    return undefined;
  }
}

/** The end of a sentence is no part of the address, and neither is a bracket that the address did not open. */
function withoutTrailingPunctuation(link: string): string {
  let end = link.length;
  for (;;) {
    const last = link[end - 1];
    if (last === undefined) return "";
    if (/[.,;:!?'’…*_~]/u.test(last)) end--;
    else if (closing.has(last) && unbalanced(link.slice(0, end), last)) end--;
    else return link.slice(0, end);
  }
}

const closing = new Map([
  [")", "("],
  ["]", "["],
  ["}", "{"],
]);

function unbalanced(link: string, close: string): boolean {
  const open = closing.get(close) ?? "";
  return link.split(close).length > link.split(open).length;
}
