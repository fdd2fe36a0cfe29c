/** Counts what the cells of one column are, over the data rows of the sample. */
import { readUnit } from '#platform/unit.ts';
import type { RowFacts } from './facts.ts';
import { readGrowthCell } from './growth.ts';
import { readLabel, squeeze } from './label.ts';
import { readMeasure } from './measure.ts';
import { readNumber } from './number.ts';
import { isWhole, type RegionReader } from './region.ts';
import { type Cell, isBlank, textOf } from './sheet.ts';
import { isPartial, periodOf } from './time.ts';

/** What was counted in the sample of a column. */
export interface Evidence {
  readonly filled: number;
  readonly numbers: number;
  /** Marks that stand for a missing number (—, NA, …). */
  readonly marks: number;
  readonly texts: number;
  readonly regions: number;
  readonly periods: number;
  /** Of these, runs of months from January: 1—3月. */
  readonly runs: number;
  /** Texts that say how much something grew: 增长5.6%, 持平. */
  readonly growths: number;
  /** Texts such as 合计, which may stand in any label column. */
  readonly totals: number;
  readonly units: number;
  /** Texts with a unit: 地区生产总值(亿元). */
  readonly measures: number;
  /** Different texts marked as parts of others: indented, numbered or behind 其中. */
  readonly items: number;
  readonly distinct: number;
  /** Smallest and largest number when all numbers are whole. */
  readonly whole: readonly [number, number] | null;
  /** Numbers that rise by one from row to row. */
  readonly counting: boolean;
  /** Six- or twelve-digit codes of known regions. */
  readonly codes: number;
  /** Blanks that follow a value while the row goes on: a merged or once-written label. */
  readonly carried: number;
  readonly type: 'number' | 'text' | 'date' | 'boolean';
  readonly examples: readonly string[];
}

/** Of a column without a cell. */
export const NO_EVIDENCE: Evidence = {
  filled: 0,
  numbers: 0,
  marks: 0,
  texts: 0,
  regions: 0,
  periods: 0,
  runs: 0,
  growths: 0,
  totals: 0,
  units: 0,
  measures: 0,
  items: 0,
  distinct: 0,
  whole: null,
  counting: false,
  codes: 0,
  carried: 0,
  type: 'text',
  examples: [],
};

const EXAMPLES = 3;

/** Evidence of column `index`. `raw` are the same rows before merges were filled, where the two differ in blanks. */
export function evidenceOf(
  index: number,
  body: readonly RowFacts[],
  raw: readonly RowFacts[],
  regions: RegionReader,
): Evidence {
  const cells = body.map(({ cells }) => cells[index] ?? null).filter((cell) => !isBlank(cell));
  const isText = remembered(isWordy);
  const texts = cells.filter(isText);
  const numbers = cells.filter((cell) => !isText(cell) && readNumber(cell).kind === 'number');
  const count = (of: readonly Cell[], test: (cell: Cell) => boolean) => of.filter(remembered(test)).length;
  const distinct = [...new Set(cells.map((cell) => textOf(cell).trim()))];
  return {
    filled: cells.length,
    numbers: numbers.length,
    marks: cells.length - texts.length - numbers.length,
    texts: texts.length,
    regions: count(texts, (cell) => regions.read(cell) !== null),
    periods: count(cells, isPeriod),
    runs: count(texts, isRun),
    growths: count(texts, (cell) => readGrowthCell(cell).kind !== 'unreadable'),
    totals: count(texts, (cell) => isWhole(squeeze(textOf(cell)))),
    units: count(texts, isUnit),
    measures: count(texts, hasUnit),
    items: new Set(texts.filter(remembered(isItem))).size,
    distinct: distinct.length,
    whole: wholeRange(numbers),
    counting: isCounting(numbers),
    codes: count(numbers, (cell) => isCode(cell) && regions.read(cell) !== null),
    carried: carriedBlanks(index, raw),
    type: typeOf(cells),
    examples: distinct.slice(0, EXAMPLES),
  };
}

/** The test asked once for each different cell. */
function remembered(test: (cell: Cell) => boolean): (cell: Cell) => boolean {
  const known = new Map<Cell, boolean>();
  return (cell) => {
    const answer = known.get(cell) ?? test(cell);
    known.set(cell, answer);
    return answer;
  };
}

/** Longer texts are no period and no unit. */
const LONGEST_WORD = 24;

function isPeriod(cell: Cell): boolean {
  const mayBe = typeof cell === 'number' || (typeof cell === 'string' && cell.length <= LONGEST_WORD);
  return mayBe && (periodOf(cell) !== null || isPartial(cell));
}

function isRun(cell: Cell): boolean {
  return /(?:^|年)\s*[1一１]\s*月?\s*[—–~～至－-]\s*[\d一二三四五六七八九十]/.test(textOf(cell)) && isPeriod(cell);
}

function isUnit(cell: Cell): boolean {
  return textOf(cell).length <= LONGEST_WORD && readUnit(textOf(cell)) !== null;
}

/** A name with a unit: 地区生产总值(亿元). */
function hasUnit(cell: Cell): boolean {
  return /[([（［,，:：_/%％‰]/.test(textOf(cell)) && readMeasure(textOf(cell)).unit !== null;
}

/** A part of something above: 　　工业, （一）境内存款, 其中：出口. */
function isItem(cell: Cell): boolean {
  const text = textOf(cell);
  if (!/^[\s#＃(（\d一二三四五六七八九十]|其中/.test(text)) return false;
  const { ofWhich, heading } = readLabel(text);
  return ofWhich || heading > 0 || /^\s/.test(text);
}

/** A text that is no figure. 2024年 and 3月 are texts, although a number stands before a unit. */
function isWordy(cell: Cell): boolean {
  if (typeof cell === 'boolean') return true;
  if (typeof cell !== 'string') return false;
  return readNumber(cell).kind === 'unreadable' || /[年月季日时周]/.test(cell);
}

function wholeRange(numbers: readonly Cell[]): readonly [number, number] | null {
  const values = numbers.map(Number);
  if (values.length === 0 || !values.every(Number.isInteger)) return null;
  return values.reduce<[number, number]>(
    ([low, high], v) => [Math.min(low, v), Math.max(high, v)],
    [Infinity, -Infinity],
  );
}

function isCounting(numbers: readonly Cell[]): boolean {
  return numbers.length > 1 && numbers.every((cell, i) => i === 0 || Number(cell) === Number(numbers[i - 1]) + 1);
}

function isCode(cell: Cell): boolean {
  return /^\d{6}(?:000000)?$/.test(textOf(cell).trim());
}

/** Blanks of the unmerged column under a value, in rows that go on to the right: a label written once for several rows. */
function carriedBlanks(index: number, raw: readonly RowFacts[]): number {
  let seen = false;
  let count = 0;
  for (const { kinds, filled } of raw) {
    const blank = (kinds[index] ?? 'blank') === 'blank';
    if (!blank) seen = true;
    else if (seen && (filled.at(-1) ?? -1) > index) count++;
  }
  return count;
}

const ISO_DATE = /^\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})?)?)?$/;

/** Type for a plain table: `number` only when no text would be lost (007 is a code, not 7). */
function typeOf(cells: readonly Cell[]): Evidence['type'] {
  if (cells.length === 0) return 'text';
  if (cells.every((cell) => typeof cell === 'boolean')) return 'boolean';
  if (cells.every(isSafeNumber) && cells.some((cell) => readNumber(cell).kind === 'number')) return 'number';
  return cells.every((cell) => typeof cell === 'string' && ISO_DATE.test(cell.trim())) ? 'date' : 'text';
}

function isSafeNumber(cell: Cell): boolean {
  const reading = readNumber(cell);
  if (reading.kind === 'missing') return true;
  return reading.kind === 'number' && reading.unit === null && !/^-?0\d/.test(textOf(cell).trim());
}
