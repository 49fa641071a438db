interface Size {
  readonly width: number;
  readonly height: number;
}

interface Box extends Size {
  readonly left: number;
  readonly top: number;
}

const margin = 8;
const gap = 4;

/** Where a menu goes: below what it belongs to or above it, in line with its nearer edge, and always on the screen. */
export function placeMenu(
  anchor: Box,
  menu: Size,
  screen: Size,
): { readonly left: number; readonly top: number } {
  const below = anchor.top + anchor.height + gap;
  const above = anchor.top - gap - menu.height;
  const fitsBelow = below + menu.height <= screen.height - margin;
  const top = fitsBelow ? below : Math.max(margin, Math.min(above, screen.height - margin - menu.height));
  const rightHalf = anchor.left + anchor.width / 2 > screen.width / 2;
  const left = rightHalf ? anchor.left + anchor.width - menu.width : anchor.left;
  return { left: Math.max(margin, Math.min(left, screen.width - margin - menu.width)), top };
}
