/** Finds periods in the words of a table: in cells, at the head of a header, anywhere in a title. */
import type { Basis } from '#platform/period/basis.ts';
import { isPeriodKey, previousPeriod, samePeriodLastYear } from '#platform/period/key.ts';
import { readPeriod } from '#platform/period/text.ts';
import { squeeze } from './label.ts';
import type { Cell } from './sheet.ts';

export interface PeriodRef {
  readonly key: string;
  /** What the text says of the basis; null when it says nothing. */
  readonly basis: Basis | null;
}

/** A period without its year (1—10月, 前三季度): complete only once the table says the year. */
export interface PartialPeriod {
  readonly text: string;
}

const ANY_YEAR = 2000;

/** How any period begins: most labels are told from periods by their first character. */
const MAY_BEGIN = /^[\s([（［【]*[\d０-９〇零一二三四五六七八九十上下前全第截QqＱ]/;

/** A cell as a period; `year` completes a text that leaves it out. Null when it is none. */
export function periodOf(cell: Cell | undefined, year?: number | null): PeriodRef | null {
  if (typeof cell !== 'string' && typeof cell !== 'number') return null;
  if (isOtherNumber(cell)) return null;
  if (typeof cell === 'string' && !MAY_BEGIN.test(cell)) return null;
  const text = typeof cell === 'string' ? squeeze(cell) : cell;
  if (text === '') return null;
  return readPeriod(text, year == null ? {} : { year });
}

/** A number that cannot be a period: told before the dearer reading, because most cells are figures. */
function isOtherNumber(cell: string | number): boolean {
  if (typeof cell === 'number') return !(cell >= 1000 && cell <= 99_991_231);
  return /^-?\d+(?:\.\d+)?$/.test(cell) && !/^(?:\d{4}|\d{6}|\d{8}|\d{4}\.\d{2})$/.test(cell);
}

/** Whether a text is a period that lacks its year. */
export function isPartial(cell: Cell | undefined): boolean {
  if (typeof cell !== 'string' || /^[\d.,-]*$/.test(cell)) return false;
  return periodOf(cell) === null && periodOf(cell, ANY_YEAR) !== null;
}

/** Whether a cell is a period, with or without its year. A bare number counts only as a year from 1900 to 2100. */
export function looksLikePeriod(cell: Cell | undefined): boolean {
  if (typeof cell === 'number') return isYear(cell);
  if (typeof cell !== 'string') return false;
  const text = squeeze(cell);
  return /^\d+$/.test(text) ? isYear(Number(text)) : periodOf(text, ANY_YEAR) !== null;
}

/** A whole number that can be a year of statistics. */
export function isYear(value: number): boolean {
  return Number.isInteger(value) && value >= 1900 && value <= 2100;
}

export interface Found {
  readonly period: PeriodRef | null;
  /** Set instead of `period` when the text leaves out the year. */
  readonly partial: string | null;
  /** The text without the period. */
  readonly rest: string;
}

const LONGEST = 16;
/** Longer texts are notes; reading them for periods would be slow and wrong. */
const LONGEST_TITLE = 200;

/** A period at the head of a text, longest first: 2024年1—10月累计 | 10月末余额. Null when there is none. */
export function leadingPeriod(text: string): Found | null {
  if (!/^[\d〇二一三四五六七八九十上下前全第截]/.test(text)) return null;
  for (let length = Math.min(LONGEST, text.length); length >= 2; length--) {
    const found = exact(text.slice(0, length), text.slice(length));
    if (found) return found;
  }
  return null;
}

/** The first period in a text that carries its year, else the first that does not: 山西省2024年1—10月…. */
export function findPeriod(text: string): Found | null {
  if (text.length > LONGEST_TITLE) return null;
  const all: Found[] = [];
  for (const match of text.matchAll(/(?<![\d.])[\d〇二一上前全第]/g)) {
    const found = leadingPeriod(text.slice(match.index));
    if (found && /年|学年|季|月|周/.test(text)) all.push({ ...found, rest: text.slice(0, match.index) + found.rest });
  }
  return all.find((found) => found.period) ?? all[0] ?? null;
}

function exact(text: string, rest: string): Found | null {
  // A bare number is a year only before 年; four digits within a longer word are not read.
  if (/^\d+$/.test(text) && (/^\d/.test(rest) || !isYear(Number(text)) || rest !== '')) return null;
  // "表1 2023年": a blank between digits separates two things.
  if (/\d\s+\d/.test(text) && !text.includes(':')) return null;
  // Reading forgives brackets, but "2023年(" must leave the one of (亿元) alone.
  if (text.includes('(') !== text.includes(')')) return null;
  const period = readPeriod(text);
  if (period) return { period, partial: null, rest };
  return readPeriod(text, { year: ANY_YEAR }) ? { period: null, partial: text, rest } : null;
}

/** The same period a year earlier; null when there is none (29 February). */
export function yearBefore(period: PeriodRef): PeriodRef | null {
  const key = isPeriodKey(period.key) ? samePeriodLastYear(period.key) : null;
  return key ? { ...period, key } : null;
}

/** The period before: last month, last quarter; null when the key is none. */
export function periodBefore(period: PeriodRef): PeriodRef | null {
  return isPeriodKey(period.key) ? { ...period, key: previousPeriod(period.key) } : null;
}
