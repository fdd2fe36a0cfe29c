import { decide } from '../rules/decide.ts';
import { proposeReading } from '../rules/propose.ts';
import type { Reading } from '../rules/reading.ts';
import type { ResolveRegion } from '../rules/region.ts';
import type { SheetLook } from './look.ts';

/** What 全省 means on this node, and whose figures a sheet without any region may be: 山西. */
const HOME = '140000';

/**
 * How a sheet is read, as proposed from its first rows: one reading for each table in it. A table that repeats region
 * and time further down than the proposal looks is read as a list of records.
 */
export function proposeSheet(look: SheetLook, fileName: string, resolveRegion: ResolveRegion): Reading[] {
  const { sheet, rows, tail, repeats } = look;
  const home = resolveRegion(HOME);
  const context = { resolveRegion, sheetName: sheet.name, fileName, tail, ...(home && { region: home }) };
  const readings = proposeReading(rows, sheet.merges, context);
  if (!repeats) return readings;
  return readings.map((reading) => (reading.layout === 'tidy' ? asRecords(reading, resolveRegion) : reading));
}

/** The table as a plain list of records, nothing of which can become an indicator. */
export function asRecords(reading: Reading, resolve: ResolveRegion): Reading {
  const next = decide({ ...reading.observed, unique: false }, reading.corrections, resolve);
  return { ...next, series: reading.series, shape: reading.shape };
}
