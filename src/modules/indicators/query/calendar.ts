import { type PeriodKey, periodsBack, samePeriodLastYear } from '#platform/period/key.ts';
import { usualRelease } from '../access.ts';
import { previousReported } from '../rules/merge.ts';

/** Period arithmetic of one answer, each step done once: a screen asks for the same few dozen periods thousands of times. */
export interface Calendar {
  lastYear(period: PeriodKey): PeriodKey | null;
  /** The last reported period before; January is skipped where it is merged. */
  previous(period: PeriodKey, mergedJanFeb: boolean): PeriodKey;
  back(period: PeriodKey, length: number): readonly PeriodKey[];
  /** When a period is released where the release calendar is silent, ms. */
  usualRelease(period: PeriodKey, collectDueDays: number): number;
}

export function openCalendar(): Calendar {
  const plain = memo((key: PeriodKey) => previousReported(key, false));
  const merged = memo((key: PeriodKey) => previousReported(key, true));
  const runOf = byNumber((length, period) => periodsBack(period, length));
  const releaseAfter = byNumber((days, period) => usualRelease(period, days));
  return {
    lastYear: memo(samePeriodLastYear),
    previous: (period, mergedJanFeb) => (mergedJanFeb ? merged : plain)(period),
    back: (period, length) => runOf(length)(period),
    usualRelease: (period, days) => releaseAfter(days)(period),
  };
}

/** A remembering function of periods for each of a few numbers. */
function byNumber<V>(make: (n: number, period: PeriodKey) => V): (n: number) => (period: PeriodKey) => V {
  const made = new Map<number, (period: PeriodKey) => V>();
  return (n) => {
    const known = made.get(n);
    if (known) return known;
    const fresh = memo((period: PeriodKey) => make(n, period));
    made.set(n, fresh);
    return fresh;
  };
}

/** A function of one text that remembers. */
export function memo<K extends string, V>(make: (key: K) => V): (key: K) => V {
  const made = new Map<K, { readonly value: V }>();
  return (key) => {
    const known = made.get(key);
    if (known) return known.value;
    const fresh = { value: make(key) };
    made.set(key, fresh);
    return fresh.value;
  };
}
