import {
  endOf,
  type Frequency,
  type PeriodKey,
  partOf,
  periodHolding,
  periodsBack,
  yearOf,
} from '#platform/period/key.ts';

/** How many periods of demo data each frequency has: three years, but a fortnight of hours. */
const COUNT: Readonly<Record<Frequency, number>> = { Y: 4, S: 4, H: 7, Q: 14, M: 38, W: 160, D: 1130, h: 336 };

/** The frequency's periods up to the one that holds `today` (`YYYY-MM-DD`), oldest first; the first serves as base. */
export function demoPeriods(frequency: Frequency, today: string): PeriodKey[] {
  return periodsBack(periodHolding(today, frequency), COUNT[frequency]);
}

/** When a figure of this period became known: so many days after its end, at ten in the morning in China. */
export function knownAt(period: PeriodKey, frequency: Frequency, dueDays: number): Date {
  if (frequency === 'h') return new Date(`${period}:10:00+08:00`);
  const end = new Date(`${endOf(period)}T10:00:00+08:00`);
  return new Date(end.getTime() + Math.max(1, dueDays - 1) * 86_400_000);
}

const MONTH_SHARES = [0.075, 0.07, 0.085, 0.08, 0.083, 0.09, 0.082, 0.082, 0.086, 0.083, 0.085, 0.099];
const DAYS_PER_YEAR = 365;

/** The part of a year's amount that falls into a period; the parts of a year sum to one. */
export function shareOfYear(period: PeriodKey, frequency: Frequency): number {
  const part = partOf(period);
  const months = (from: number, to: number) => MONTH_SHARES.slice(from, to).reduce((sum, share) => sum + share, 0);
  if (frequency === 'M') return months(part - 1, part);
  if (frequency === 'Q') return months(part * 3 - 3, part * 3);
  if (frequency === 'H') return months(part * 6 - 6, part * 6);
  if (frequency === 'D') return 1 / DAYS_PER_YEAR;
  if (frequency === 'W') return 7 / DAYS_PER_YEAR;
  return frequency === 'h' ? 1 / DAYS_PER_YEAR / 24 : 1;
}

/** Years since `base`, with the part of the year passed, at the end of a period. */
export function yearsSince(base: number, period: PeriodKey): number {
  const end = endOf(period);
  return yearOf(period) - base + (Number(end.slice(5, 7)) - 1) / 12 + Number(end.slice(8, 10)) / 365;
}

/** 1 in the depth of winter, −1 at midsummer: what breathes with heating does so. */
export function winter(period: PeriodKey): number {
  const month = Number(endOf(period).slice(5, 7));
  return Math.cos(((month - 1) / 12) * 2 * Math.PI);
}
