/** Reads the period of a row: one cell, or year, month, day and hour in cells of their own. */
import { isPeriodKey } from '#platform/period/key.ts';
import { squeeze } from './label.ts';
import { type Fault, faultAt } from './outcome.ts';
import type { LabelColumn, PeriodColumn, Plan } from './plan.ts';
import type { Aliases, PeriodPart } from './reading.ts';
import { type Cell, isBlank, textOf } from './sheet.ts';
import { spelledMonth } from './spelling.ts';
import { type PeriodRef, periodOf } from './time.ts';

/** A period, or the words of one that waits for its year. */
export interface RowPeriod {
  readonly period: PeriodRef | null;
  readonly partial: string | null;
}

export const NO_PERIOD: RowPeriod = { period: null, partial: null };

/** Reads periods with a memory. */
export interface PeriodReader {
  read(cell: Cell): RowPeriod | null;
  /** A partial period in a year; null when there is none. */
  complete(partial: string, year: number): PeriodRef | null;
}

const CACHE_LIMIT = 100_000;
const ANY_YEAR = 2000;

/** A reader of period cells, aware of the words a person has explained; with `decimalMonths` 2016.1 is October. */
export function createPeriodReader({
  periods,
  decimalMonths,
}: Pick<Aliases, 'periods' | 'decimalMonths'>): PeriodReader {
  const cells = new Map<Cell, RowPeriod | null>();
  const completed = new Map<string, PeriodRef | null>();
  const written = (cell: Cell) => (decimalMonths ? (spelledMonth(cell) ?? cell) : cell);
  // Rows of one period mostly follow one another.
  let last: { cell: Cell; read: RowPeriod | null } = { cell: null, read: null };
  return {
    read(cell) {
      if (cell !== last.cell) last = { cell, read: remembered(cells, cell, () => readCell(written(cell), periods)) };
      return last.read;
    },
    complete: (partial, year) => remembered(completed, `${year}/${partial}`, () => periodOf(partial, year)),
  };
}

function remembered<K, V extends object | null>(cache: Map<K, V>, key: K, make: () => V): V {
  const known = cache.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (cache.size < CACHE_LIMIT) cache.set(key, made);
  return made;
}

function readCell(cell: Cell, periods: Aliases['periods']): RowPeriod | null {
  const given = typeof cell === 'string' ? periods[squeeze(cell)] : undefined;
  if (given) return { period: given, partial: null };
  const period = periodOf(cell);
  if (period) return { period, partial: null };
  return typeof cell === 'string' && periodOf(cell, ANY_YEAR) ? { period: null, partial: squeeze(cell) } : null;
}

export interface PeriodState {
  /** Year of the last full period of the column: 2024年1月, 2月, 3月. */
  year: number | null;
  section: RowPeriod | null;
}

type Take = (column: LabelColumn) => Cell;

/** The period of a row; NO_PERIOD when the rows have none. */
export function readRowPeriod(plan: Plan, state: PeriodState, reader: PeriodReader, take: Take): RowPeriod | Fault {
  const { periods } = plan;
  if (periods.length === 0) return state.section ?? NO_PERIOD;
  const first = periods[0];
  if (first && periods.length === 1 && first.part === 'whole') return readWhole(first, state, reader, take);
  return readParts(periods, state, reader, take);
}

function readWhole(column: PeriodColumn, state: PeriodState, reader: PeriodReader, take: Take): RowPeriod | Fault {
  const cell = take(column);
  if (isBlank(cell)) return faultAt('period-missing', '', column.index);
  const read = reader.read(cell);
  if (!read) return faultAt('period-unreadable', `“${textOf(cell).trim()}”`, column.index);
  if (read.period) {
    state.year = Number(read.period.key.slice(0, 4));
    return alone(read, column);
  }
  const year = sectionYear(state) ?? state.year;
  const period = year !== null && read.partial !== null ? reader.complete(read.partial, year) : null;
  return alone(period ? { period, partial: null } : read, column);
}

/** The month alone where others of the column run from January. */
function alone(read: RowPeriod, { mixed }: PeriodColumn): RowPeriod {
  if (!mixed) return read;
  const { period, partial } = read;
  if (period)
    return period.basis === null && /-\d\d$/.test(period.key) ? { ...read, period: { ...period, basis: 'CUR' } } : read;
  return partial !== null && /^\d{1,2}月份?$/.test(partial) ? { ...read, partial: `${partial}当月` } : read;
}

function sectionYear({ section }: PeriodState): number | null {
  return section?.period ? Number(section.period.key.slice(0, 4)) : null;
}

function readParts(
  columns: readonly PeriodColumn[],
  state: PeriodState,
  reader: PeriodReader,
  take: Take,
): RowPeriod | Fault {
  let draft: PeriodRef = { key: sectionYear(state)?.toString() ?? '', basis: null };
  for (const column of columns) {
    const cell = take(column);
    if (isBlank(cell)) return faultAt('period-missing', '', column.index);
    const next = withPart(draft, column.part, cell, reader);
    if (next === null) return faultAt('period-unreadable', `“${textOf(cell).trim()}”`, column.index);
    draft = next;
  }
  return finish(draft, columns, reader);
}

const RANGES: Readonly<Record<PeriodPart, readonly [low: number, high: number]>> = {
  whole: [0, 0],
  year: [1000, 9999],
  quarter: [1, 4],
  month: [1, 12],
  day: [1, 31],
  hour: [0, 23],
};

/** The draft with one more part; one without its year begins with the part. Null when the cell does not fit. */
function withPart(draft: PeriodRef, part: PeriodPart, cell: Cell, reader: PeriodReader): PeriodRef | null {
  if (part === 'whole') return withWhole(draft, cell, reader);
  const number = typeof cell === 'number' ? cell : partNumber(cell);
  const [low, high] = RANGES[part];
  if (!(number >= low && number <= high && Number.isInteger(number))) return null;
  return { key: joinPart(draft.key, part, number), basis: draft.basis };
}

/** 2023年 in one column, 1—2月 in the next. */
function withWhole({ key }: PeriodRef, cell: Cell, reader: PeriodReader): PeriodRef | null {
  const read = reader.read(cell);
  if (!read || read.partial === null) return read?.period ?? null;
  return /^\d{4}$/.test(key) ? reader.complete(read.partial, Number(key)) : null;
}

function joinPart(key: string, part: PeriodPart, number: number): string {
  if (part === 'year') return String(number);
  if (part === 'quarter') return `${key}-Q${number}`;
  const two = number < 10 ? `0${number}` : String(number);
  return part === 'hour' ? `${key}T${two}` : `${key}-${two}`;
}

function partNumber(cell: Cell): number {
  const plain = isBlank(cell) ? Number.NaN : Number(cell);
  if (!Number.isNaN(plain)) return plain;
  const digits = /^\s*(\d{1,4})\s*[年月日时点季]?(?:份|度)?\s*$/.exec(textOf(cell).normalize('NFKC'))?.[1];
  return digits === undefined ? Number.NaN : Number(digits);
}

function finish({ key, basis }: PeriodRef, columns: readonly PeriodColumn[], reader: PeriodReader): RowPeriod | Fault {
  if (key.startsWith('-')) return { period: null, partial: partialText(key) };
  // The day decides whether the date exists; hours were checked by their range.
  const [date = key, hour] = key.split('T');
  const known = reader.read(date)?.period;
  if (!known || (hour !== undefined && !isPeriodKey(`${known.key}T00`))) {
    return faultAt('period-unreadable', `没有“${key}”这一期`, ...columns.map(({ index }) => index));
  }
  return {
    period: hour === undefined ? { key: known.key, basis: basis ?? known.basis } : { key, basis },
    partial: null,
  };
}

/** -10 is 10月, -Q3 is 3季度: words that a year completes. */
function partialText(key: string): string {
  return key.startsWith('-Q') ? `${key.slice(2)}季度` : `${Number(key.slice(1, 3))}月`;
}
