/** R2: indicators whose January and February are published together have no January. */
import { frequencyOf, type PeriodKey, partOf, previousPeriod } from '#platform/period/key.ts';

/** Whether the key is the January that does not exist: to be drawn as a gap with a mark, neither zero nor missing. */
export function isMergedJanuary(key: PeriodKey, mergedJanFeb: boolean): boolean {
  return mergedJanFeb && frequencyOf(key) === 'M' && partOf(key) === 1;
}

/** Whether the key is `YYYY-02` standing for 1—2月. */
export function isMergedFebruary(key: PeriodKey, mergedJanFeb: boolean): boolean {
  return mergedJanFeb && frequencyOf(key) === 'M' && partOf(key) === 2;
}

/** The latest earlier period that has a figure of its own: before 1—2月 stands December. */
export function previousReported(key: PeriodKey, mergedJanFeb: boolean): PeriodKey {
  const before = previousPeriod(key);
  return isMergedJanuary(before, mergedJanFeb) ? previousPeriod(before) : before;
}
