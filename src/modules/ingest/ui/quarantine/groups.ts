/** Quarantined rows by what is wrong with them, so that one decision can settle many. Pure. */
import type { QuarantineRow } from '../../contract.ts';

type Cell = QuarantineRow['cells'][number];

/** Rows with the same text at fault. */
export interface SameText {
  readonly text: string;
  readonly rows: readonly QuarantineRow[];
}

/** Rows held for the same reason, the most frequent texts first. */
export interface ReasonGroup {
  readonly reason: string;
  readonly rows: readonly QuarantineRow[];
  readonly texts: readonly SameText[];
}

/** 第 12 行第 3 列：数值无法识别：“停产”不是数 → 数值无法识别. The sentence itself when it names no place. */
export function reasonKind(reason: string): string {
  return /^第[^：]*：([^：]+)/.exec(reason)?.[1] ?? reason;
}

/** The reason without its place, for where the place is shown already. */
export function reasonText(reason: string): string {
  return reason.replace(/^第[^：]*：/, '');
}

/** What stands in the cell at fault; null when no cell is. */
export function faultText({ cells, column }: Pick<QuarantineRow, 'cells' | 'column'>): string | null {
  const cell = column === null ? null : cells[column];
  return cell === null || cell === undefined ? null : String(cell).trim();
}

export function groupRows(rows: readonly QuarantineRow[]): readonly ReasonGroup[] {
  return largest(bucket(rows, ({ reason }) => reasonKind(reason))).map(([reason, held]) => ({
    reason,
    rows: held,
    texts: largest(bucket(held, faultText)).map(([text, same]) => ({ text, rows: same })),
  }));
}

function bucket(
  rows: readonly QuarantineRow[],
  keyOf: (row: QuarantineRow) => string | null,
): Map<string, QuarantineRow[]> {
  const buckets = new Map<string, QuarantineRow[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key !== null) buckets.set(key, [...(buckets.get(key) ?? []), row]);
  }
  return buckets;
}

function largest(buckets: Map<string, QuarantineRow[]>): [string, QuarantineRow[]][] {
  return [...buckets].sort(([, a], [, b]) => b.length - a.length);
}

/** The cells of a row with some replaced; what was not touched keeps its type. */
export function mendCells(
  { cells, mended }: Pick<QuarantineRow, 'cells' | 'mended'>,
  edits: Readonly<Record<number, string>>,
): Cell[] {
  return (mended ?? cells).map((cell, index) => edits[index] ?? cell);
}

/** Rows of one text with it replaced: what is sent for each. */
export function replaceFault(row: QuarantineRow, text: string): Cell[] {
  return row.column === null ? mendCells(row, {}) : mendCells(row, { [row.column]: text });
}

/** Cells worth seeing of a wide row: its first two, and the one at fault with its neighbours. */
export function cellsInSight({ cells, column }: Pick<QuarantineRow, 'cells' | 'column'>): readonly number[] {
  if (cells.length <= 12) return cells.map((_, index) => index);
  const near = column === null ? [2, 3] : [column - 1, column, column + 1];
  return [...new Set([0, 1, ...near])].filter((index) => index >= 0 && index < cells.length).sort((a, b) => a - b);
}
