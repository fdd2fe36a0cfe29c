/** Whether a figure should be there yet, and what its absence then means. */
import { endOf, type PeriodKey, periodHolding, previousPeriod, shiftPeriod } from '#platform/period/key.ts';
import type { Level } from '../contract.ts';
import type { IndicatorDefinition } from './definition.ts';
import { isMergedJanuary, previousReported } from './merge.ts';

export type AvailabilityTraits = Pick<IndicatorDefinition, 'frequency' | 'collectDueDays' | 'mergedJanFeb' | 'levels'>;

/** The last day, `YYYY-MM-DD`, on which a figure is in time. */
export function dueDate(key: PeriodKey, { collectDueDays }: Pick<AvailabilityTraits, 'collectDueDays'>): string {
  return shiftPeriod(periodHolding(endOf(key), 'D'), collectDueDays);
}

/**
 * Why a figure is not there, on a day `YYYY-MM-DD` of the clock the caller reads: the level does not collect it,
 * January is merged (R2: no alarm), not due, or late. On the due day itself it is not late.
 */
export function absence(
  traits: AvailabilityTraits,
  key: PeriodKey,
  level: Level,
  today: string,
): 'not-applicable' | 'merged' | 'not-due' | 'late' {
  if (!traits.levels.includes(level)) return 'not-applicable';
  if (isMergedJanuary(key, traits.mergedJanFeb)) return 'merged';
  return today > dueDate(key, traits) ? 'late' : 'not-due';
}

/** The newest period whose figure should have come by a day: what "latest" means when nothing is late. */
export function latestDue(traits: AvailabilityTraits, today: string): PeriodKey {
  let key = previousPeriod(periodHolding(today, traits.frequency));
  while (today <= dueDate(key, traits)) key = previousPeriod(key);
  return isMergedJanuary(key, traits.mergedJanFeb) ? previousReported(key, traits.mergedJanFeb) : key;
}
