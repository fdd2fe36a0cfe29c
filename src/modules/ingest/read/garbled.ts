import type { Cell, CellMark } from './sheet.ts';

/** Whether text holds the replacement of bytes that did not decode, or a NUL. */
export function isGarbled(text: string): boolean {
  return text.includes('\uFFFD') || text.includes('\0');
}

/** The `garbled` marks of a row, undefined when it has none. */
export function garbledMarks(cells: readonly Cell[]): CellMark[] | undefined {
  const marks: CellMark[] = [];
  cells.forEach((cell, column) => {
    if (typeof cell === 'string' && isGarbled(cell)) marks.push({ column, kind: 'garbled' });
  });
  return marks.length === 0 ? undefined : marks;
}

/** The lines of UTF-8 text that are garbled; `firstLine` is the number of its first line. */
export function garbledLines(utf8: Buffer, firstLine: number): number[] {
  if (!utf8.includes('\uFFFD') && !utf8.includes(0)) return [];
  const lines = utf8.toString('utf8').split(/\r\n|\n|\r/);
  return lines.flatMap((line, index) => (isGarbled(line) ? [firstLine + index] : []));
}
