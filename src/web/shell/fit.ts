/**
 * How many entries of a row fit, when a "more" button takes the place of the rest.
 * Widths, gap and room in pixels.
 */
export function fitCount(widths: readonly number[], gap: number, room: number, moreWidth: number): number {
  const total = widths.reduce((sum, width) => sum + width + gap, -gap);
  if (total <= room) return widths.length;
  let used = moreWidth;
  const over = widths.findIndex((width) => {
    used += width + gap;
    return used > room;
  });
  return Math.max(0, over);
}
