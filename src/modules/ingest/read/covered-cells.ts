import type { MergedRange } from './sheet.ts';

/** The cells that merges cover, asked row by row downwards: `enter` a line, then ask its columns. */
export type CoveredCells = { enter(line: number): void; covers(column: number): boolean };

/** Cells within a merged range other than its top left one show nothing, whatever the file still stores in them. */
export function coveredCells(merges: readonly MergedRange[]): CoveredCells {
  const coming = [...merges].sort((a, b) => b.top - a.top);
  let open: MergedRange[] = [];
  let line = 0;
  return {
    enter(next) {
      line = next;
      for (let last = coming.at(-1); last && last.top <= line; last = coming.at(-1)) {
        open.push(last);
        coming.pop();
      }
      if (open.length > 0) open = open.filter(({ bottom }) => bottom >= line);
    },
    covers: (column) =>
      open.length > 0 &&
      open.some(({ left, right, top }) => column >= left && column <= right && !(column === left && line === top)),
  };
}
