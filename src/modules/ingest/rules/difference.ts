/** Finds columns that hold the difference of two others: 2025年末 | 2024年末 | 增减 may be an amount or a percentage. */
import type { RowFacts } from './facts.ts';
import { readNumber } from './number.ts';

/** Rows looked at, and columns: wider tables say what their columns are. */
const ROWS = 50;
const WIDEST = 24;
const FEWEST = 2;

/** Indexes of columns whose figures are those of one column before them less those of another, to the last digit shown. */
export function differences(data: readonly RowFacts[], width: number): number[] {
  if (width > WIDEST) return [];
  const rows = data.slice(0, ROWS).map(({ cells }) => Array.from({ length: width }, (_, i) => figure(cells[i])));
  return Array.from({ length: width }, (_, i) => i).filter((column) => isDifference(rows, column));
}

function figure(cell: RowFacts['cells'][number] | undefined): number {
  const read = readNumber(cell);
  return read.kind === 'number' ? read.value : Number.NaN;
}

function isDifference(rows: readonly (readonly number[])[], column: number): boolean {
  for (let a = 0; a < column; a++) {
    for (let b = 0; b < column; b++) if (a !== b && holds(rows, column, a, b)) return true;
  }
  return false;
}

function holds(rows: readonly (readonly number[])[], column: number, a: number, b: number): boolean {
  let count = 0;
  for (const row of rows) {
    const [difference = Number.NaN, later = Number.NaN, earlier = Number.NaN] = [row[column], row[a], row[b]];
    if (Number.isNaN(difference + later + earlier)) continue;
    if (Math.abs(later - earlier - difference) > 1e-6 * Math.max(1, Math.abs(later))) return false;
    if (difference !== 0) count++;
  }
  return count >= FEWEST;
}
