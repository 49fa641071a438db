/** A row that holds its place on the screen while others come, go or grow around it. */
export interface Anchor {
  readonly key: string;
  /** From the top of the visible part to the top of the row, in pixels; negative where its beginning is out of sight. */
  readonly offset: number;
}

/** Where a conversation's screen is: held at the newest message, or by a row. */
export type Place = "newest" | Anchor;

/** Nearer to the end than this is at the end. */
export const endSlack = 32;

/** What is measured of a row. */
export interface Measured {
  readonly key: string;
  readonly top: number;
  readonly bottom: number;
}

/** The place of a screen that shows `rows` (in their order) from `top` to `top + height` of `total` pixels. */
export function placeOf(rows: readonly Measured[], top: number, height: number, total: number): Place {
  if (total - top - height <= endSlack) return "newest";
  const first = rows[firstVisible(rows, top)];
  return first ? { key: first.key, offset: first.top - top } : "newest";
}

/** The index of the first row that ends below `top`; the last one if none does, -1 without rows. */
export function firstVisible(rows: readonly Measured[], top: number): number {
  let low = 0;
  let high = rows.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle]?.bottom ?? 0) > top) high = middle;
    else low = middle + 1;
  }
  return rows.length === 0 ? -1 : low;
}

/** Where to scroll to, so that the place is kept; undefined if its row is not there. */
export function scrollTopFor(
  place: Place,
  rowTop: (key: string) => number | undefined,
  height: number,
  total: number,
): number | undefined {
  if (place === "newest") return Math.max(0, total - height);
  const top = rowTop(place.key);
  return top === undefined ? undefined : Math.max(0, top - place.offset);
}
