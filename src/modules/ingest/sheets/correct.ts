import { ingestErrors } from '../errors.ts';
import { adaptReading } from '../rules/adapt.ts';
import { correctReading } from '../rules/correct.ts';
import type { Correction, Reading } from '../rules/reading.ts';
import type { ResolveRegion } from '../rules/region.ts';
import { asRecords } from './propose.ts';

/** What a person changed: of one table of the sheet (`table` counts from 0); `records` takes it as a plain list. */
export interface SheetCorrection {
  readonly table: number;
  readonly correction: Correction | { readonly kind: 'records' };
}

/**
 * The readings with a person's corrections applied, in order.
 * @throws {Refusal} `ingest.bad-correction`, saying what does not fit the sheet and why
 */
export function correctReadings(
  readings: readonly Reading[],
  corrections: readonly SheetCorrection[],
  resolve: ResolveRegion,
): Reading[] {
  const current = [...readings];
  for (const { table, correction } of corrections) {
    const reading = current[table];
    if (!reading) throw ingestErrors['bad-correction']({ detail: `没有第 ${table + 1} 张表` });
    current[table] = correctOne(reading, correction, resolve);
  }
  return current;
}

function correctOne(reading: Reading, correction: SheetCorrection['correction'], resolve: ResolveRegion): Reading {
  if (correction.kind === 'records') return asRecords(reading, resolve);
  const corrected = correctReading(reading, correction, resolve);
  if (corrected.ok) return corrected.reading;
  throw ingestErrors['bad-correction']({ detail: corrected.text });
}

export interface Recalled {
  readonly readings: Reading[];
  /** Corrections of the earlier file that hold for this one, too. */
  readonly applied: number;
  /** Why others do not. */
  readonly dropped: readonly string[];
}

/** The proposals with what people said of the last sheet of this shape. */
export function recallReadings(
  remembered: readonly Reading[],
  proposals: readonly Reading[],
  resolve: ResolveRegion,
): Recalled {
  const dropped: string[] = [];
  let applied = 0;
  const readings = proposals.map((proposal, table) => {
    const before = remembered[table];
    if (!before) return proposal;
    const adapted = adaptReading(before, proposal, resolve);
    dropped.push(...adapted.dropped.map(({ why }) => why));
    applied += adapted.reading.corrections.length;
    const asList = before.layout === 'dataset' && !before.observed.unique && adapted.reading.layout !== 'dataset';
    if (asList) applied++;
    return asList ? asRecords(adapted.reading, resolve) : adapted.reading;
  });
  return { readings, applied, dropped };
}
