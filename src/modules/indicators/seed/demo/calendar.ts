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

/** A period with what the simulation needs of the calendar, worked out once for all regions. */
export interface DemoPeriod {
  readonly key: PeriodKey;
  readonly year: number;
  readonly part: number;
  /** The part of a year's amount that falls into it; the parts of a year sum to one. */
  readonly share: number;
  /** Years since the base year, with the part of the year passed, at its end. */
  readonly years: number;
  /** Part of its own year that has passed at its end. */
  readonly passed: number;
  /** 1 in the depth of winter, −1 at midsummer: what breathes with heating does so. */
  readonly winter: number;
  /** When its figure becomes known. */
  readonly at: Date;
}

/** The frequency's periods up to the one that holds `today` (`YYYY-MM-DD`), oldest first; the first serves as base. */
export function demoPeriods(frequency: Frequency, today: string, dueDays: number, baseYear: number): DemoPeriod[] {
  const keys = periodsBack(periodHolding(today, frequency), COUNT[frequency]);
  return keys.map((key) => periodOf(key, frequency, dueDays, baseYear));
}

function periodOf(key: PeriodKey, frequency: Frequency, dueDays: number, baseYear: number): DemoPeriod {
  const end = endOf(key);
  const year = yearOf(key);
  const month = Number(end.slice(5, 7));
  const passed = (month - 1) / 12 + Number(end.slice(8, 10)) / 372;
  return {
    key,
    year,
    part: partOf(key),
    share: shareOfYear(partOf(key), frequency),
    years: year - baseYear + passed,
    passed,
    winter: Math.cos(((month - 1) / 12) * 2 * Math.PI),
    at: knownAt(key, frequency, dueDays),
  };
}

/** So many days after its end, at ten in the morning in China; an hour's figure ten minutes into the hour. */
function knownAt(key: PeriodKey, frequency: Frequency, dueDays: number): Date {
  if (frequency === 'h') return new Date(`${key}:10:00+08:00`);
  const end = new Date(`${endOf(key)}T10:00:00+08:00`);
  return new Date(end.getTime() + Math.max(1, dueDays - 1) * 86_400_000);
}

const MONTH_SHARES = [0.075, 0.07, 0.085, 0.08, 0.083, 0.09, 0.082, 0.082, 0.086, 0.083, 0.085, 0.099];
const DAYS_PER_YEAR = 365;

function shareOfYear(part: number, frequency: Frequency): number {
  const months = (from: number, to: number) => MONTH_SHARES.slice(from, to).reduce((sum, share) => sum + share, 0);
  if (frequency === 'M') return months(part - 1, part);
  if (frequency === 'Q') return months(part * 3 - 3, part * 3);
  if (frequency === 'H') return months(part * 6 - 6, part * 6);
  const perYear = { D: DAYS_PER_YEAR, W: DAYS_PER_YEAR / 7, h: DAYS_PER_YEAR * 24, Y: 1, S: 1 }[frequency];
  return 1 / perYear;
}
