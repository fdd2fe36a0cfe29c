/** What a person has told the words of a sheet to mean. */

import { squeeze } from './label.ts';
import type { Aliases, Correction, Reading } from './reading.ts';

/** The meanings of words in a list of corrections; later ones win. */
export function aliasesOf(corrections: readonly Correction[], decimalMonths: boolean): Aliases {
  const regions: Record<string, Aliases['regions'][string]> = {};
  const periods: Record<string, Aliases['periods'][string]> = {};
  const measures: Record<string, Aliases['measures'][string]> = {};
  for (const c of corrections) {
    if (c.kind === 'region') regions[squeeze(c.text)] = c.region;
    if (c.kind === 'period') periods[squeeze(c.text)] = c.period;
    if (c.kind === 'measure') measures[squeeze(c.text)] = { name: c.name, unit: c.unit ?? null };
  }
  return { decimalMonths, regions, periods, measures };
}

/** The kinds that a person has told lines to be. */
export function lineKindsOf(corrections: readonly Correction[]): Reading['lineKinds'] {
  return Object.fromEntries(corrections.flatMap((c) => (c.kind === 'line' ? [[c.line, c.what]] : [])));
}
