/** A file's name as the server takes it: at most 120 characters, of which the end tells the type. */
export function uploadName(name: string): string {
  const characters = Array.from(name);
  return characters.length <= 120
    ? name
    : [...characters.slice(0, 80), "…", ...characters.slice(-39)].join("");
}
