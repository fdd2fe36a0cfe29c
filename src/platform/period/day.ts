/**
 * Calendar days as whole numbers (days since 1970-01-01), so that date arithmetic is integer arithmetic.
 * A day has no time zone here: it is a date on the calendar of the province.
 */

const MS_PER_DAY = 86_400_000;

/** Day number of a date of the Gregorian calendar; null when there is no such date (30 February). */
export function dayNumber(year: number, month: number, day: number): number | null {
  const date = new Date(0);
  // setUTCFullYear, because Date.UTC would read the years 0–99 as 1900–1999.
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / MS_PER_DAY : null;
}

/** Day number of the first day of a month counted from January of the year; months beyond 12 run into later years. */
export function firstOfMonth(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, 1);
  return date.getTime() / MS_PER_DAY;
}

/** Year, month (1–12) and day of month of a day number. */
export function dateOf(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * MS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** `YYYY-MM-DD` of a day number. */
export function isoDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Day number of a `YYYY-MM-DD` text; null when it is not one or the date does not exist. */
export function parseIsoDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return match ? dayNumber(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}

/** Week ordinal of a day: weeks start on Monday (ISO 8601, GB/T 7408); week 0 holds 1970-01-01. */
export function weekOrdinal(day: number): number {
  return Math.floor((day + 3) / 7);
}

/** Day number of the Monday of a week ordinal. */
export function mondayOf(week: number): number {
  return week * 7 - 3;
}

/** Week ordinal of week 1 of an ISO week-year: the week that holds 4 January. */
export function firstWeekOf(year: number): number {
  return weekOrdinal(firstOfMonth(year, 1) + 3);
}
