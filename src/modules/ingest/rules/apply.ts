/** Carries out a confirmed reading: source rows in, observations, quarantine and non-data out. */
import { createBlockReader } from './block-reader.ts';
import { faultAt, type Outcome, quarantined } from './outcome.ts';
import type { Reading } from './reading.ts';
import type { ResolveRegion } from './region.ts';
import { isBlank, type Row } from './sheet.ts';
import { nonData } from './words.ts';

export interface RowReader {
  /**
   * The outcome of the next row. Rows come in the order of the sheet: section titles, labels written once and repeated
   * keys are remembered from row to row. Never throws; every row has exactly one outcome.
   */
  read(row: Row): Outcome;
}

/** A reader for one sheet: all its readings, or the single one. Equal rows are told as `duplicate`, contradicting ones
 * are quarantined. */
export function createReader(readings: Reading | readonly Reading[], resolveRegion: ResolveRegion): RowReader {
  const all = ('version' in readings ? [readings] : [...readings]).toSorted(
    (a, b) => a.observed.from - b.observed.from,
  );
  const blocks = all.map((reading) => createBlockReader(reading, resolveRegion));
  let at = 0;
  return {
    read(row) {
      while (at + 1 < all.length && row.line >= (all[at + 1]?.observed.from ?? Infinity)) at++;
      const block = blocks[at];
      if (block) return block.read(row);
      if (row.cells.every(isBlank)) return nonData(row.line, 'blank');
      return quarantined(row.line, row.cells, faultAt('not-a-table', ''));
    },
  };
}
