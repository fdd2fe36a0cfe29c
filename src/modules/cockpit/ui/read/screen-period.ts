import type { Screen } from '#contract/cockpit';
import type { Row } from '#contract/indicators';
import { frequencyOf, type PeriodKey, periodKey } from '#platform/period/key.ts';

/** The period that most cumulative monthly cards of a screen are of: what its header names. Null without figures. */
export function screenPeriod({ domains, focus }: Pick<Screen, 'domains' | 'focus'>): Row | null {
  const rows = domains.flatMap(({ cards }) => cards).filter((row) => row.value !== null);
  const monthly = rows.filter((row) => frequencyOf(row.period) === 'M' && row.basis === 'CUM');
  const over = focus?.rows.find((row) => row.value !== null);
  return mostCommon(monthly) ?? focus?.own ?? rows[0] ?? over ?? null;
}

function mostCommon(rows: readonly Row[]): Row | null {
  const groups = [...Map.groupBy(rows, (row) => row.period).values()];
  const [largest] = groups.sort((a, b) => b.length - a.length);
  return largest?.[0] ?? null;
}

/** The months of a year, none later than the present one. */
export function monthsOf(year: number, now: PeriodKey): PeriodKey[] {
  const all = Array.from({ length: 12 }, (_, index) => periodKey(`${year}-${String(index + 1).padStart(2, '0')}`));
  return all.filter((month) => month <= now);
}
