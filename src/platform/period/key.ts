/**
 * Period keys: the one way a period is written in stores, on the wire and in URLs.
 *
 * `2026` year · `2025-S` school year starting 2025 · `2026-H1` half · `2026-Q3` quarter · `2026-10` month ·
 * `2026-W07` ISO week · `2026-10-05` day · `2026-10-05T13` hour (calendar of the province, no time zone).
 * A key says which period, not how the value was measured: "1—10月" and "10月" are both `2026-10`, told apart by
 * the basis of the value.
 */
import { CODECS, FREQUENCIES, type Frequency } from './codec.ts';
import { isoDate, parseIsoDate } from './day.ts';

export { FREQUENCIES, type Frequency };

declare const brand: unique symbol;
/** A well-formed period key. Made by `formatPeriod`, `periodKey` and `isPeriodKey` only. */
export type PeriodKey = string & { readonly [brand]: 'PeriodKey' };

/** A period as a frequency and the whole number of its place among the periods of that frequency. */
export interface Period {
  readonly frequency: Frequency;
  readonly ordinal: number;
}

const FIRST_YEAR = 1000;

/** The period of a key; null when the text is not a well-formed key of an existing period. */
export function parsePeriod(key: string): Period | null {
  const frequency = frequencyLike(key);
  const match = frequency && CODECS[frequency].pattern.exec(key);
  if (!match) return null;
  const [, year = '0', part = '0', day = '0', hour = '0'] = match;
  const ordinal = Number(year) < FIRST_YEAR ? null : CODECS[frequency].ordinal(+year, +part, +day, +hour);
  return ordinal === null ? null : { frequency, ordinal };
}

/** The one frequency whose keys are as long as a text and have its letter: a screen parses some ten thousand keys. */
function frequencyLike(key: string): Frequency | null {
  if (key.length !== 7) return BY_LENGTH[key.length] ?? null;
  const letter = key[5];
  return letter === 'H' || letter === 'Q' ? letter : 'M';
}

const BY_LENGTH: Readonly<Partial<Record<number, Frequency>>> = { 4: 'Y', 6: 'S', 8: 'W', 10: 'D', 13: 'h' };

/** Whether a text is a period key. */
export function isPeriodKey(text: string): text is PeriodKey {
  return parsePeriod(text) !== null;
}

/** The text as a period key. Throws RangeError when it is none: for literals and for rows our own code has written. */
export function periodKey(text: string): PeriodKey {
  if (!isPeriodKey(text)) throw new RangeError(`not a period key: ${JSON.stringify(text)}`);
  return text;
}

/** The key of a period. Throws RangeError outside the years 1000–9999. */
export function formatPeriod(period: Period): PeriodKey {
  return periodKey(CODECS[period.frequency].format(period.ordinal));
}

/** The frequency of a key. */
export function frequencyOf(key: PeriodKey): Frequency {
  return read(key).frequency;
}

/** The year a key begins with: calendar year, ISO week-year for weeks, first year of a school year. */
export function yearOf(key: PeriodKey): number {
  return Number(key.slice(0, 4));
}

/** The number within the year: half 1–2, quarter 1–4, month 1–12 (also for days and hours), week 1–53; 1 for a year. */
export function partOf(key: PeriodKey): number {
  return Number(/^\d{4}-[HQW]?(\d+)/.exec(key)?.[1] ?? 1);
}

/** The key `n` periods later (earlier when negative). Throws RangeError outside the years 1000–9999. */
export function shiftPeriod(key: PeriodKey, n: number): PeriodKey {
  const { frequency, ordinal } = read(key);
  return formatPeriod({ frequency, ordinal: ordinal + n });
}

/** The key just before. */
export function previousPeriod(key: PeriodKey): PeriodKey {
  return shiftPeriod(key, -1);
}

/** The same part of the year before (上年同期); null when it has none: 29 February, week 53. */
export function samePeriodLastYear(key: PeriodKey): PeriodKey | null {
  const candidate = `${String(yearOf(key) - 1).padStart(4, '0')}${key.slice(4)}`;
  return isPeriodKey(candidate) ? candidate : null;
}

/** All keys from one to another, both included, oldest first; empty when `from` is later. Throws RangeError when the
 * two differ in frequency. */
export function periodRange(from: PeriodKey, to: PeriodKey): PeriodKey[] {
  const [start, end] = [read(from), read(to)];
  if (start.frequency !== end.frequency) throw new RangeError(`frequencies differ: ${from}, ${to}`);
  const length = Math.max(0, end.ordinal - start.ordinal + 1);
  return Array.from({ length }, (_, i) => formatPeriod({ ...start, ordinal: start.ordinal + i }));
}

/** The `n` keys that end with this one, oldest first. */
export function periodsBack(key: PeriodKey, n: number): PeriodKey[] {
  return n < 1 ? [] : periodRange(shiftPeriod(key, 1 - n), key);
}

/** Negative, zero or positive as `a` stands before, at or after `b`: by first hour, then the longer period first. */
export function comparePeriods(a: PeriodKey, b: PeriodKey): number {
  const [p, q] = [read(a), read(b)];
  if (p.frequency === q.frequency) return p.ordinal - q.ordinal;
  return firstHour(p) - firstHour(q) || FREQUENCIES.indexOf(p.frequency) - FREQUENCIES.indexOf(q.frequency);
}

/** First day, `YYYY-MM-DD`. An hour starts and ends on its day. */
export function startOf(key: PeriodKey): string {
  const { frequency, ordinal } = read(key);
  return isoDate(CODECS[frequency].startDay(ordinal));
}

/** Last day, `YYYY-MM-DD`, included in the period. */
export function endOf(key: PeriodKey): string {
  const { frequency, ordinal } = read(key);
  if (frequency === 'h') return startOf(key);
  return isoDate(CODECS[frequency].startDay(ordinal + 1) - 1);
}

/** The key of the period of a frequency that holds a date `YYYY-MM-DD` (for `h`, its first hour). Throws RangeError
 * when the text is not a date. `periodHolding(endOf(quarter), 'M')` is the last month of a quarter. */
export function periodHolding(date: string, frequency: Frequency): PeriodKey {
  const day = parseIsoDate(date);
  if (day === null) throw new RangeError(`not a date: ${JSON.stringify(date)}`);
  return formatPeriod({ frequency, ordinal: CODECS[frequency].holding(day) });
}

function read(key: PeriodKey): Period {
  const period = parsePeriod(key);
  if (!period) throw new RangeError(`not a period key: ${JSON.stringify(key)}`);
  return period;
}

function firstHour({ frequency, ordinal }: Period): number {
  return frequency === 'h' ? ordinal : CODECS[frequency].startDay(ordinal) * 24;
}
