/** Decides which rows are the header of a table. */
import { readUnit } from '#platform/unit.ts';
import { has, headText, isWords, type RowFacts } from './facts.ts';
import { readGrowth } from './growth.ts';
import { headKind } from './headword.ts';
import { hasHan } from './label.ts';
import { unitsOf } from './line.ts';
import { readMeasure } from './measure.ts';
import { isBlank, type Merge, textOf } from './sheet.ts';
import { findPeriod } from './time.ts';

export interface HeaderStart {
  readonly index: number;
  readonly headerless: boolean;
}

/** The first row of the table: the first that is more than words. Headerless when that row already holds numbers. */
export function startsAt(facts: readonly RowFacts[], start: number): HeaderStart {
  const found = facts.findIndex((row, i) => i >= start && !isWords(row));
  if (found < 0) return { index: start, headerless: false };
  const row = facts[found];
  const above = found > start ? facts[found - 1] : undefined;
  if (row && !isData(row)) return { index: found, headerless: false };
  // A header of one cell over the only value column: [blank, 2024年] over [太原市, 1].
  const crowns = above && (above.filled[0] ?? 0) > 0 && unitsOf(textAt(above)) === null;
  return crowns ? { index: found - 1, headerless: false } : { index: found, headerless: true };
}

function textAt(facts: RowFacts): string {
  return headText(facts.cells[facts.filled[0] ?? 0]);
}

/** A row of data has a number that is no year, and is not the row 甲 乙 1 2 3 that numbers the columns. */
function isData(facts: RowFacts): boolean {
  return has(facts, 'number') && !isColumnNumbers(facts);
}

/** 甲 | 乙 | 1 | 2 | 3, as statistical forms number their columns. */
export function isColumnNumbers(facts: RowFacts): boolean {
  const texts = facts.filled.map((i) => headText(facts.cells[i]));
  const numbers = texts.filter((text) => !/^[甲乙丙丁]$/.test(text));
  return numbers.length > 0 && texts.length > numbers.length && numbers.every((text, i) => text === String(i + 1));
}

/** Whether the next row still belongs to the header. */
export function continuesHeader(
  header: readonly RowFacts[],
  next: RowFacts | undefined,
  merges: readonly Merge[],
): boolean {
  if (!next) return false;
  if (isColumnNumbers(next) || translates(next, header)) return true;
  if (has(next, 'number') || has(next, 'mark')) return false;
  const above = header.at(-1);
  const first = header[0]?.filled[0] ?? 0;
  if (spansInto(header, next, merges) || isUnitRow(next)) return true;
  if (isBlank(next.cells[0]) && next.filled.every((i) => isHeaderText(headText(next.cells[i])))) return true;
  // Without merges (CSV): the label column is blank, the texts stand under a header that left columns blank.
  return isBlank(next.cells[first]) && next.filled.some((i) => isBlank(above?.cells[i])) && next.distinct > 0;
}

/** Year | Gross Domestic Product under 年份 | 国内生产总值: words of four letters and more, over headers in Chinese. */
export function translates(row: RowFacts, header: readonly RowFacts[]): boolean {
  const texts = row.filled.map((i) => textOf(row.cells[i]));
  if (texts.length === 0 || texts.some((text) => hasHan(text) || !/[A-Za-z]{2}/.test(text))) return false;
  const above = header.filter((other) => other !== row && other.filled.some((i) => hasHan(textOf(other.cells[i]))));
  return (
    texts.some((text) => /[A-Za-z]{4}/.test(text)) &&
    row.filled.every((i) => above.some(({ cells }) => !isBlank(cells[i])))
  );
}

/** A merged header cell reaches into the row, or one above it spans several of its columns. */
function spansInto(header: readonly RowFacts[], next: RowFacts, merges: readonly Merge[]): boolean {
  const lines = header.map(({ row }) => row.line);
  const last = lines.at(-1) ?? 0;
  const ofHeader = merges.filter(({ top }) => lines.includes(top));
  if (ofHeader.some(({ bottom }) => bottom >= next.row.line)) return true;
  const wide = ofHeader.filter(({ top, bottom, left, right }) => right > left && Math.max(top, bottom) === last);
  return wide.some(({ left, right }) => differ(next, left, right));
}

function differ(facts: RowFacts, left: number, right: number): boolean {
  const texts = facts.cells.slice(left, right + 1).map(headText);
  return new Set(texts).size > 1;
}

/** (亿元) | (万人) under the names; without brackets only where the label column is blank: | 户 | 人. */
export function isUnitRow(facts: RowFacts): boolean {
  const texts = facts.filled.map((i) => headText(facts.cells[i]));
  const bare = (facts.filled[0] ?? 0) > 0 && texts.length > 1 && texts.every((text) => readUnit(text) !== null);
  return bare || texts.every(isUnitText);
}

function isUnitText(text: string): boolean {
  return /^\(.*\)$|^[%‰]$|元$|吨$/.test(text) && unitsOf(text) !== null;
}

/** Whether a row in the body starts another table: header words over what were columns of numbers, numbers below. */
export function isNewHeader(
  facts: readonly RowFacts[],
  at: number,
  from: number,
  header: readonly RowFacts[],
): boolean {
  const row = facts[at];
  if (!row || row.distinct < 2 || has(row, 'number') || has(row, 'mark') || isWords(row)) return false;
  if (header.some((known) => sameTexts(known, row))) return isDatedAnew(facts, at);
  if (!mayHead(facts, at)) return false;
  const values = valueColumns(facts.slice(from, at));
  const over = row.filled.filter((i) => values.has(i));
  if (over.length === 0 || over.length * 2 < row.filled.length - 1) return false;
  const texts = over.map((i) => headText(row.cells[i]));
  const again = isWords(facts[at - 1]) && header.some((first) => sameCorner(first, row));
  const known = again || isRunOfYears(texts) ? texts : texts.filter(isHeaderText);
  return known.length * 2 >= over.length && facts.slice(at + 1, at + 5).some((next) => has(next, 'number'));
}

/** A header stands below a title, or begins with a blank corner or a header word. */
function mayHead(facts: readonly RowFacts[], at: number): boolean {
  const row = facts[at];
  return (row?.filled[0] ?? 0) > 0 || isWords(facts[at - 1]) || headKind(headText(row?.cells[0])) !== null;
}

/** The same header again under a title with a period of its own: 2026年10月各市用电量 after that of September. */
function isDatedAnew(facts: readonly RowFacts[], at: number): boolean {
  for (let i = at - 1; i > 0 && isWords(facts[i]); i--) {
    const row = facts[i];
    if (row?.filled.some((column) => findPeriod(headText(row.cells[column]))?.period)) return true;
  }
  return false;
}

/** Below a title (4-2 续表) the same corner as in the header before: 地区 | 资产总计 after 地区 | 营业收入. */
function sameCorner(header: RowFacts, row: RowFacts): boolean {
  const corner = headText(row.cells[0]);
  return corner !== '' && corner === headText(header.cells[0]) && !has(row, 'period');
}

/** Bare years are a header only in a row: 2023 2024; alone, 2011 may count people. */
function isRunOfYears(texts: readonly string[]): boolean {
  const years = texts.map(Number);
  return years.length > 1 && years.every((year, i) => i === 0 || Math.abs(year - (years[i - 1] ?? 0)) === 1);
}

function sameTexts(a: RowFacts, b: RowFacts): boolean {
  return a.filled.length === b.filled.length && a.filled.every((i) => headText(a.cells[i]) === headText(b.cells[i]));
}

const LOOK_BACK = 30;

function valueColumns(rows: readonly RowFacts[]): Set<number> {
  const numbers = new Map<number, number>();
  const recent = rows.filter((row) => !isWords(row)).slice(0, LOOK_BACK);
  for (const { kinds } of recent) {
    kinds.forEach((kind, i) => {
      if (kind === 'number' || kind === 'mark') numbers.set(i, (numbers.get(i) ?? 0) + 1);
    });
  }
  return new Set([...numbers].filter(([, count]) => count * 2 >= recent.length).map(([column]) => column));
}

function isHeaderText(text: string): boolean {
  if (headKind(text) !== null || readGrowth(text) !== null) return true;
  return /\d{4}年|月$|季度$|半年$/.test(text) || readMeasure(text).unit !== null;
}
