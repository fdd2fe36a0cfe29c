/**
 * Periods that a program has spelled its own way: 2016.1 is October where 2016.01 is January (a spreadsheet dropped the
 * zero), X2024 is 2024 (a statistics package put a letter before the digit). A single cell cannot be told; a row can.
 */
import { type Cell, filledColumns, type Row, textOf } from './sheet.ts';

export interface Spelled {
  /** The rows with such headers, and such cells of time columns, written out: 2016年10月, 2024年. */
  readonly rows: readonly Row[];
  /** Time columns hold months with a lost zero: what `spelledMonth` reads. */
  readonly decimalMonths: boolean;
}

const DECIMAL = /^((?:19|20)\d\d)\.(0[1-9]|1[0-2]?)$/;
const LETTERED = /^[XY]((?:19|20)\d\d)年?$/i;
const YEAR = /^(?:19|20)\d\d年?$/;
/** Rows in which a header may stand, and columns in which the time may. */
const TOP = 12;
const LEFT = 6;
const FEWEST = 3;

/** Writes the periods of a sheet out. Rows without any are returned as they are. */
export function spelledOut(rows: readonly Row[]): Spelled {
  const headed = rows.map((row, i) => (i < TOP ? headerSpelled(row) : row));
  const columns = Array.from({ length: LEFT }, (_, i) => i).filter((i) => isMonthColumn(rows, i));
  if (columns.length === 0) return { rows: headed, decimalMonths: false };
  return { rows: headed.map((row) => rewritten(row, columns, decimalText)), decimalMonths: true };
}

/** 2016.1 as 2016年10月; null for what is no year and month. */
export function spelledMonth(cell: Cell): string | null {
  return decimalText(cell);
}

function headerSpelled(row: Row): Row {
  const filled = filledColumns(row.cells);
  const decimals = filled.filter((i) => decimalText(row.cells[i] ?? null) !== null);
  if (decimals.length * 2 >= filled.length && isRun(decimals.map((i) => textOf(row.cells[i]))))
    return rewritten(row, decimals, decimalText);
  const lettered = filled.filter((i) => LETTERED.test(textOf(row.cells[i]).trim()));
  const years = filled.filter((i) => YEAR.test(textOf(row.cells[i]).trim()));
  return lettered.length > 0 && lettered.length + years.length > 1 ? rewritten(row, lettered, letteredText) : row;
}

/** A column of months in their order below its header. */
function isMonthColumn(rows: readonly Row[], index: number): boolean {
  const texts = rows.map(({ cells }) => textOf(cells[index]).trim()).filter((text) => text !== '');
  const months = texts.filter((text) => DECIMAL.test(text));
  return months.length * 10 >= texts.length * 7 && isRun(months);
}

/** At least three months that go up or down throughout, among them one whose zero shows that months have two digits. */
function isRun(texts: readonly string[]): boolean {
  if (texts.length < FEWEST || !texts.some((text) => /\.0\d$/.test(text.trim()))) return false;
  const months = texts.map((text) => monthNumber(text.trim()));
  const steps = months.slice(1).map((month, i) => Math.sign(month - (months[i] ?? 0)));
  return steps.every((step) => step === steps[0] && step !== 0);
}

function monthNumber(text: string): number {
  const [, year, month] = DECIMAL.exec(text) ?? [];
  return Number(year) * 12 + monthOf(month);
}

/** A lone 1 is October without its zero. */
function monthOf(digits = ''): number {
  return digits === '1' ? 10 : Number(digits);
}

function decimalText(cell: Cell): string | null {
  const [, year, month] = DECIMAL.exec(textOf(cell).trim()) ?? [];
  return year === undefined ? null : `${year}年${monthOf(month)}月`;
}

function letteredText(cell: Cell): string | null {
  const year = LETTERED.exec(textOf(cell).trim())?.[1];
  return year === undefined ? null : `${year}年`;
}

function rewritten(row: Row, columns: readonly number[], write: (cell: Cell) => string | null): Row {
  const cells = row.cells.map((cell, i) => (columns.includes(i) ? (write(cell) ?? cell) : cell));
  return { ...row, cells };
}
