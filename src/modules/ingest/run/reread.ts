import { isRowByRow } from '../plain/derive.ts';
import type { OpenedFile, SheetRow } from '../read/sheet.ts';
import { createReader } from '../rules/apply.ts';
import type { Outcome } from '../rules/outcome.ts';
import type { Reading } from '../rules/reading.ts';
import type { ResolveRegion } from '../rules/region.ts';
import type { Cell } from '../rules/sheet.ts';

/** A row to be read once more, with other cells than the file has (or the same, when `cells` is absent). */
export interface Reread {
  readonly line: number;
  readonly cells?: readonly Cell[];
}

/**
 * Read single rows of a sheet again by the reading of their import. Where a row can only be understood with those before
 * it, all rows down to the last one are read.
 * @returns outcomes by line; lines that the sheet does not have are absent
 */
export async function rereadRows(
  source: { file: OpenedFile; sheet: number; readings: readonly Reading[]; resolve: ResolveRegion },
  rows: readonly Reread[],
): Promise<Map<number, Outcome>> {
  const { file, sheet, readings, resolve } = source;
  const reader = createReader(readings, resolve);
  const alone = readings.length === 1 && readings.every((reading) => isRowByRow(reading, 0));
  if (alone && rows.every(({ cells }) => cells !== undefined))
    return new Map(rows.map(({ line, cells = [] }) => [line, createReader(readings, resolve).read({ line, cells })]));
  const wanted = new Map(rows.map((row) => [row.line, row]));
  const last = Math.max(...wanted.keys());
  const outcomes = new Map<number, Outcome>();
  for await (const batch of file.rows(sheet)) {
    for (const row of batch) {
      if (row.line > last) return outcomes;
      const again = wanted.get(row.line);
      if (!again && alone) continue;
      const outcome = reader.read(again ? withCells(row, again) : row);
      if (again) outcomes.set(row.line, outcome);
    }
  }
  return outcomes;
}

/** Marks speak of the cells that were there; those of a person are what they seem. */
function withCells(row: SheetRow, { cells }: Reread): SheetRow {
  return cells === undefined ? row : { line: row.line, cells };
}
