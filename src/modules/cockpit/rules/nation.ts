/** Of when there is a nation to look at: figures of other provinces come in files, seldom of every period. Pure. */
import type { Row } from '#contract/indicators';
import type { PeriodKey } from '#platform/period/key.ts';

/** Provinces that stand for all others: a file of the nation holds them, whatever else it leaves out. */
export const WITNESSES = ['110000', '130000', '310000', '440000', '510000'];

/** By indicator, the newest period of which at least two of the provinces asked have a figure. */
export function sharedPeriods(rows: readonly Pick<Row, 'indicator' | 'period' | 'value'>[]): Map<string, PeriodKey> {
  const there = rows.filter(({ value }) => value !== null);
  const shared = new Map<string, PeriodKey>();
  for (const group of Map.groupBy(there, ({ indicator, period }) => `${indicator} ${period}`).values()) {
    const [first] = group;
    if (!first || group.length < 2) continue;
    const known = shared.get(first.indicator);
    if (known === undefined || first.period > known) shared.set(first.indicator, first.period);
  }
  return shared;
}
