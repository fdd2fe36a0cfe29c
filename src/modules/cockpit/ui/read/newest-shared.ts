import type { Row } from '#contract/indicators';
import type { PeriodKey } from '#platform/period/key.ts';

/** The newest period of which at least two regions have a figure; null when there is none. */
export function newestShared(rows: readonly Pick<Row, 'period' | 'value'>[]): PeriodKey | null {
  const there = Map.groupBy(
    rows.filter(({ value }) => value !== null),
    ({ period }) => period,
  );
  const shared = [...there].filter(([, group]) => group.length > 1).map(([period]) => period);
  return shared.sort().at(-1) ?? null;
}
