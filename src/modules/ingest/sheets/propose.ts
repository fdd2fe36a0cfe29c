import { createReader } from '../rules/apply.ts';
import { decide } from '../rules/decide.ts';
import { proposeReading } from '../rules/propose.ts';
import type { Reading } from '../rules/reading.ts';
import type { ResolveRegion } from '../rules/region.ts';
import type { SheetLook } from './look.ts';

/** Last rows that may be notes and sources. */
const TAIL = 60;
/** Rows that repeat an earlier region, time and names: from this share on a table lists events. */
const REPEATED = 0.05;
const FEW = 100;

/**
 * How a sheet is read, as proposed from its first rows: one reading for each table in it. A table that repeats region
 * and time further down than the proposal looks is read as a list of records.
 */
export function proposeSheet(look: SheetLook, fileName: string, resolveRegion: ResolveRegion): Reading[] {
  const { sheet, rows, complete } = look;
  const tail = complete ? rows.slice(-TAIL) : [];
  const readings = proposeReading(rows, sheet.merges, { resolveRegion, sheetName: sheet.name, fileName, tail });
  const repeats = readings.some(({ layout }) => layout === 'tidy') && repeatsRows(look, readings, resolveRegion);
  return repeats
    ? readings.map((reading) => (reading.layout === 'tidy' ? asRecords(reading, resolveRegion) : reading))
    : readings;
}

function repeatsRows({ rows }: SheetLook, readings: readonly Reading[], resolve: ResolveRegion): boolean {
  if (rows.length <= FEW) return false;
  const reader = createReader(readings, resolve);
  let repeated = 0;
  for (const row of rows) {
    const outcome = reader.read(row);
    const isRepeat =
      (outcome.kind === 'quarantined' && outcome.code === 'duplicate-conflict') ||
      (outcome.kind === 'non-data' && outcome.what === 'duplicate');
    if (isRepeat) repeated++;
  }
  return repeated > Math.max(FEW, rows.length * REPEATED);
}

/** The table as a plain list of records, nothing of which can become an indicator. */
export function asRecords(reading: Reading, resolve: ResolveRegion): Reading {
  const next = decide({ ...reading.observed, unique: false }, reading.corrections, resolve);
  return { ...next, series: reading.series, shape: reading.shape };
}
