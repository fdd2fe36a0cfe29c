/** Types the cells of a row for its record: numbers as numbers, missing as null, the rest as it stands. */
import { readNumber } from './number.ts';
import { type Fault, faultAt } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { Column } from './reading.ts';
import { type Cell, textOf } from './sheet.ts';

/** The cells of a plain table, one for each column. A text in a column of numbers is a fault. */
export function readItems(cells: readonly Cell[], columns: readonly Column[]): Cell[] | Fault {
  const items: Cell[] = [];
  for (const { index, evidence } of columns) {
    const item = evidence.type === 'number' ? numberItem(cells[index], index) : plainItem(cells[index], evidence.type);
    if (typeof item === 'object' && item !== null) return item;
    items.push(item);
  }
  return items;
}

function numberItem(cell: Cell | undefined, index: number): number | null | Fault {
  const read = readNumber(cell);
  if (read.kind === 'unreadable') return faultAt('value-unreadable', read.reason, index);
  return read.kind === 'number' ? read.value : null;
}

function plainItem(cell: Cell | undefined, type: Column['evidence']['type']): Cell {
  if (type === 'boolean' && typeof cell === 'boolean') return cell;
  return textOf(cell).trim() || null;
}

/**
 * The record of a tidy row whose figures are already read: `figures` by slot, NaN when missing; other cells as they
 * stand.
 */
export function readRecord(cells: readonly Cell[], { width, figures: indexes }: Plan, figures: Float64Array): Cell[] {
  const record: Cell[] = [];
  for (let i = 0; i < width; i++) record.push(plainItem(cells[i], 'text'));
  for (let slot = 0; slot < indexes.length; slot++) {
    const value = figures[slot] ?? Number.NaN;
    record[indexes[slot] ?? 0] = Number.isNaN(value) ? null : value;
  }
  return record;
}
