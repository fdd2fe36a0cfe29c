/**
 * One codec per frequency. A period is its frequency and an ordinal: the whole numbers counted in steps of that
 * frequency. Everything else (shift, range, compare) is integer arithmetic on the ordinal.
 */
import { dateOf, dayNumber, firstOfMonth, firstWeekOf, isoDate, mondayOf, weekOrdinal } from './day.ts';

/** Y year · S school year (学年) · H half · Q quarter · M month · W ISO week · D day · h hour. Coarse to fine. */
export const FREQUENCIES = ['Y', 'S', 'H', 'Q', 'M', 'W', 'D', 'h'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

export interface Codec {
  pattern: RegExp;
  /** Ordinal from the numbers of the pattern; null when they name no period (month 13, week 53 of a short year). */
  ordinal(year: number, part: number, day: number, hour: number): number | null;
  format(ordinal: number): string;
  /** Day number of the first day. */
  startDay(ordinal: number): number;
  /** Ordinal of the period that holds the first hour of a day. */
  holding(day: number): number;
}

/** The first month of a school year. */
const SCHOOL_YEAR_MONTH = 9;

export const CODECS: Readonly<Record<Frequency, Codec>> = {
  Y: {
    pattern: /^(\d{4})$/,
    ordinal: (year) => year,
    format: pad4,
    startDay: (ordinal) => firstOfMonth(ordinal, 1),
    holding: (day) => dateOf(day).year,
  },
  S: {
    pattern: /^(\d{4})-S$/,
    ordinal: (year) => year,
    format: (ordinal) => `${pad4(ordinal)}-S`,
    startDay: (ordinal) => firstOfMonth(ordinal, SCHOOL_YEAR_MONTH),
    holding: (day) => dateOf(day).year - (dateOf(day).month < SCHOOL_YEAR_MONTH ? 1 : 0),
  },
  H: partOfYear(/^(\d{4})-H([12])$/, 2, (part) => `H${part}`),
  Q: partOfYear(/^(\d{4})-Q([1-4])$/, 4, (part) => `Q${part}`),
  M: partOfYear(/^(\d{4})-(\d{2})$/, 12, pad2),
  W: {
    pattern: /^(\d{4})-W(\d{2})$/,
    ordinal: (year, week) =>
      week >= 1 && week <= firstWeekOf(year + 1) - firstWeekOf(year) ? firstWeekOf(year) + week - 1 : null,
    format: formatWeek,
    startDay: mondayOf,
    holding: weekOrdinal,
  },
  D: {
    pattern: /^(\d{4})-(\d{2})-(\d{2})$/,
    ordinal: dayNumber,
    format: isoDate,
    startDay: (ordinal) => ordinal,
    holding: (day) => day,
  },
  h: {
    pattern: /^(\d{4})-(\d{2})-(\d{2})T(\d{2})$/,
    ordinal: hourOrdinal,
    format: (ordinal) => `${isoDate(Math.floor(ordinal / 24))}T${pad2(ordinal - Math.floor(ordinal / 24) * 24)}`,
    startDay: (ordinal) => Math.floor(ordinal / 24),
    holding: (day) => day * 24,
  },
};

/** Codec of a frequency that cuts the calendar year into `count` equal runs of months. */
function partOfYear(pattern: RegExp, count: number, formatPart: (part: number) => string): Codec {
  const months = 12 / count;
  return {
    pattern,
    ordinal: (year, part) => (part >= 1 && part <= count ? year * count + part - 1 : null),
    format: (ordinal) => `${pad4(Math.floor(ordinal / count))}-${formatPart((ordinal % count) + 1)}`,
    startDay: (ordinal) => firstOfMonth(Math.floor(ordinal / count), (ordinal % count) * months + 1),
    holding: (day) => dateOf(day).year * count + Math.floor((dateOf(day).month - 1) / months),
  };
}

function formatWeek(ordinal: number): string {
  // The Thursday of a week lies in its ISO week-year.
  const { year } = dateOf(mondayOf(ordinal) + 3);
  return `${pad4(year)}-W${pad2(ordinal - firstWeekOf(year) + 1)}`;
}

function hourOrdinal(year: number, month: number, day: number, hour: number): number | null {
  const days = dayNumber(year, month, day);
  return days === null || hour > 23 ? null : days * 24 + hour;
}

function pad2(value: number): string {
  return String(value).padStart(2, '0');
}

function pad4(value: number): string {
  return String(value).padStart(4, '0');
}
