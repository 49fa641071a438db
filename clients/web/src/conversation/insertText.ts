/** A text with something put in where the caret is, or at its end; the caret goes behind it. */
export function insertText(input: HTMLTextAreaElement | null, text: string, added: string): string {
  const start = input?.selectionStart ?? text.length;
  const end = input?.selectionEnd ?? text.length;
  const caret = start + added.length;
  requestAnimationFrame(() => input?.setSelectionRange(caret, caret));
  return text.slice(0, start) + added + text.slice(end);
}
