/** The longer edge of the small images that go along, in pixels: sharp on a phone's screen at the size of a bubble. */
const longest = 640;
/** The server takes 256 KiB. */
const mostBytes = 256 * 1024;

/** How large an image of a size is drawn, so that its longer edge fits; never larger than it is. */
export function fitted(
  width: number,
  height: number,
  edge: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, edge / Math.max(width, height, 1));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** A small JPEG of an image; undefined where the browser can't read it, or where the image is small anyway. */
export async function makeThumbnail(file: Blob): Promise<Blob | undefined> {
  if (!/^image\/(?:png|jpeg|webp)$/u.test(file.type) || file.size <= mostBytes / 4) return undefined;
  try {
    const image = await createImageBitmap(file);
    const { width, height } = fitted(image.width, image.height, longest);
    const canvas = document.createElement("canvas");
    canvas.width = width;
    canvas.height = height;
    const context = canvas.getContext("2d");
    if (!context) return undefined;
    // JPEG has no transparency: without a ground it would be black.
    context.fillStyle = "#fff";
    context.fillRect(0, 0, width, height);
    context.drawImage(image, 0, 0, width, height);
    image.close();
    const small = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
    return small && small.size <= mostBytes ? small : undefined;
  } catch {
    return undefined;
  }
}
