/** Reads the periods that published Chinese tables contain: 2020年2月, 2020.02, 2024年1—10月, 前三季度, 2025—2026学年 … */
import type { Basis } from './basis.ts';
import { isoDate } from './day.ts';
import { endOf, type Frequency, isPeriodKey, type PeriodKey, periodHolding } from './key.ts';

export interface PeriodReading {
  key: PeriodKey;
  /** What the text itself says of the basis: CUM for 1—10月, 前三季度, 累计; PT for 末; CUR for 当月; AVG for
   * 平均; null when silent. */
  basis: Extract<Basis, 'CUM' | 'CUR' | 'PT' | 'AVG'> | null;
}

export interface ReadOptions {
  /** The year of a table whose headers leave it out ("1—2月" under a title that says 2024年). */
  year?: number;
}

/**
 * Reads one cell. Null when it is no period or could be two: the number 2020.1 (October may have lost its zero),
 * "2—3月" (neither a month, a quarter nor cumulative), a two-digit year.
 */
export function readPeriod(cell: string | number, { year }: ReadOptions = {}): PeriodReading | null {
  if (typeof cell === 'number' && !Number.isInteger(cell) && !/^\d{4}\.\d{2}$/.test(String(cell))) return null;
  const { text, basis } = splitBasis(normalise(String(cell)));
  const dated = year !== undefined && !/\d{4}/.test(text) ? `${year}年${text}` : text;
  for (const [pattern, read] of RULES) {
    const match = pattern.exec(dated);
    if (match) return reading(read(...match.slice(1)), basis);
  }
  return null;
}

/** Days from the spreadsheet epoch (the 1900 system, in which 60 is the 29 February that never was) to 1970-01-01. */
const SPREADSHEET_EPOCH = 25_569;

/** Period of a frequency that holds a spreadsheet date serial (1900 system); null before 1 March 1900. */
export function readPeriodSerial(serial: number, frequency: Frequency = 'D'): PeriodKey | null {
  if (!Number.isFinite(serial) || serial < 61 || serial > 2_958_465) return null;
  return periodHolding(isoDate(Math.floor(serial) - SPREADSHEET_EPOCH), frequency);
}

/**
 * The period of another frequency that ends on the same day: 2024-H1 as Q is 2024-Q2, 2024-03 as Q is 2024-Q1, 2024 as
 * M is 2024-12. Null when none ends there (2024-02 as Q). Fits what was read to the frequency of the indicator.
 */
export function periodAs(key: PeriodKey, frequency: Frequency): PeriodKey | null {
  const candidate = periodHolding(endOf(key), frequency);
  return endOf(candidate) === endOf(key) ? candidate : null;
}

type Draft = { key: string; basis?: PeriodReading['basis'] } | null;
type Rule = readonly [RegExp, (...groups: string[]) => Draft];

const RULES: readonly Rule[] = [
  [/^(\d{4})年?$/, (y) => ({ key: y })],
  [/^(\d{4})年?全年$/, (y) => ({ key: y, basis: 'CUM' })],
  [/^(\d{4})(?:[-/](\d{4}|\d{2}))?学年$/, schoolYear],
  [/^(\d{4})-S$/, (y) => ({ key: `${y}-S` })],
  [/^(\d{4})(\d{2})$/, (y, m) => ({ key: `${y}-${m}` })],
  [/^(\d{4})[-/.](\d{1,2})月?$/, (y, m) => ({ key: `${y}-${pad(m)}` })],
  [/^(\d{4})年(\d{1,2})月$/, (y, m) => ({ key: `${y}-${pad(m)}` })],
  [/^(\d{4})[年/.-]?(\d{1,2})月?-(\d{1,2})月$/, months],
  [/^(\d{4})年?-?(?:第?([1-4])季度?|Q([1-4]))$/, (y, q, letter) => ({ key: `${y}-Q${q ?? letter}` })],
  [/^Q([1-4])[-/]?(\d{4})年?$/, (q, y) => ({ key: `${y}-Q${q}` })],
  [/^(\d{4})年?(?:前|第?1-第?)([1-4])个?季度$/, (y, q) => ({ key: `${y}-Q${q}`, basis: 'CUM' })],
  [/^(\d{4})年?Q1-Q?([1-4])$/, (y, q) => ({ key: `${y}-Q${q}`, basis: 'CUM' })],
  [/^(\d{4})年?-?(上半年|H1)$/, (y, name) => ({ key: `${y}-H1`, basis: name === 'H1' ? null : 'CUM' })],
  [/^(\d{4})年?-?(?:下半年|H2)$/, (y) => ({ key: `${y}-H2` })],
  [/^(\d{4})年?-?(?:第(\d{1,2})周|W(\d{1,2}))$/, (y, w, letter) => ({ key: `${y}-W${pad(w ?? letter)}` })],
  [/^(\d{4})(\d{2})(\d{2})$/, day],
  [/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})日?$/, day],
  [/^(\d{4})年(\d{1,2})月(\d{1,2})日$/, day],
  [/^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})(?:日|T)(\d{1,2})(?:(?::00){1,2}|时|点)?$/, hour],
];

function reading(draft: Draft, stated: PeriodReading['basis']): PeriodReading | null {
  if (!draft || !isPeriodKey(draft.key)) return null;
  return { key: draft.key, basis: stated ?? draft.basis ?? null };
}

function schoolYear(first: string, second: string | undefined): Draft {
  const next = String(Number(first) + 1);
  return second === undefined || next.endsWith(second) ? { key: `${first}-S` } : null;
}

/** A run of months: from January it is cumulative; a whole quarter is that quarter; anything else has no key. */
function months(year: string, from: string, to: string): Draft {
  if (Number(from) === 1) return { key: `${year}-${pad(to)}`, basis: 'CUM' };
  const isQuarter = Number(from) % 3 === 1 && Number(to) === Number(from) + 2;
  return isQuarter ? { key: `${year}-Q${Number(to) / 3}`, basis: 'CUR' } : null;
}

function day(year: string, month: string, date: string): Draft {
  return { key: `${year}-${pad(month)}-${pad(date)}` };
}

function hour(year: string, month: string, date: string, hours: string): Draft {
  return { key: `${year}-${pad(month)}-${pad(date)}T${pad(hours)}` };
}

const BASIS_WORDS: readonly (readonly [RegExp, PeriodReading['basis']])[] = [
  [/累计[值数]?$/, 'CUM'],
  [/(?:累计)?平均$/, 'AVG'],
  [/当[月季期]$/, 'CUR'],
  [/[末底]$/, 'PT'],
];

/** Takes off the words that speak of the basis, and says what they said. */
function splitBasis(text: string): { text: string; basis: PeriodReading['basis'] } {
  for (const [word, basis] of BASIS_WORDS) {
    const match = word.exec(text);
    if (match && match.index > 0) return { text: text.slice(0, match.index), basis };
  }
  return { text, basis: null };
}

function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toUpperCase()
    .trim()
    .replace(/(\d)日?\s+(\d{1,2}[:时点])/g, '$1T$2')
    .replace(/[\s()[\]]/g, '')
    .replace(/^截[至止]/, '')
    .replace(/[—–−‐‑~至到]+/g, '-')
    .replace(/[〇零一二三四五六七八九]{4}(?=年)/, (digits) =>
      Array.from(digits, (d) => '〇一二三四五六七八九'.indexOf(d === '零' ? '〇' : d)).join(''),
    )
    .replace(/[一二三四五]?十[一二三四五六七八九]?|[一二两三四五六七八九](?=月|个?季|周|日|-)/g, hanNumber)
    .replace(/年度/g, '年')
    .replace(/月份/g, '月');
}

/** 1–59 written in Chinese numerals. */
function hanNumber(text: string): string {
  const [tens, ones] = text.includes('十') ? text.split('十') : ['零', text];
  return String(hanDigit(tens, 1) * 10 + hanDigit(ones, 0));
}

function hanDigit(text: string | undefined, absent: number): number {
  return text ? '零一二三四五六七八九'.indexOf(text === '两' ? '二' : text) : absent;
}

function pad(digits: string | undefined): string {
  return (digits ?? '').padStart(2, '0');
}
