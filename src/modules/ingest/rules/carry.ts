/** Repeats a label that a table writes once for several rows. */
import type { LabelColumn } from './plan.ts';
import { type Cell, isBlank } from './sheet.ts';

/** Takes label cells of the row set last; a blank one repeats what stood above when its column carries. */
export interface Carry {
  set(cells: readonly Cell[]): void;
  take(column: LabelColumn): Cell;
}

/** A memory of labels. */
export function createCarry(): Carry {
  const last = new Map<number, Cell>();
  let row: readonly Cell[] = [];
  return {
    set(cells) {
      row = cells;
    },
    take({ index, carry }) {
      const cell = row[index] ?? null;
      if (!carry) return cell;
      if (isBlank(cell)) return last.get(index) ?? null;
      last.set(index, cell);
      return cell;
    },
  };
}
