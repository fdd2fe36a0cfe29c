/** What each cell of a row is at first sight, before anything is known of the table. */
import { headKind } from './headword.ts';
import { chinesePart, squeeze } from './label.ts';
import { isAnnotation, lineKind } from './line.ts';
import { isFigure } from './number.ts';
import { type Cell, isBlank, type Row, shownCells, textOf } from './sheet.ts';
import { looksLikePeriod } from './time.ts';

export type CellKind = 'blank' | 'number' | 'mark' | 'period' | 'text';

export interface RowFacts {
  readonly row: Row;
  readonly cells: readonly Cell[];
  readonly kinds: readonly CellKind[];
  readonly filled: readonly number[];
  /** Different texts among the filled cells: a merged title counts once. */
  readonly distinct: number;
}

/** Looks at a row whose merges are filled. */
export function factsOf(row: Row): RowFacts {
  const cells = shownCells(row);
  const kinds = cells.map(cellKind);
  const filled = kinds.flatMap((kind, i) => (kind === 'blank' ? [] : [i]));
  return { row, cells, kinds, filled, distinct: new Set(filled.map((i) => textOf(cells[i]).trim())).size };
}

/** A year is a period here even when it is a number: whether it heads a column or counts people is told by the rest. */
export function cellKind(cell: Cell): CellKind {
  if (isBlank(cell)) return 'blank';
  if (typeof cell === 'string' && isPlainText(cell)) return 'text';
  if (looksLikePeriod(cell)) return 'period';
  if (!isFigure(cell)) return 'text';
  return typeof cell === 'number' || /\d/.test(textOf(cell)) ? 'number' : 'mark';
}

const LONGEST_MARK = 8;
const LONGEST_FIGURE = 40;

/** Too long for a figure, or without a digit too long for a mark: told before the dearer reading. */
function isPlainText(text: string): boolean {
  return text.length > LONGEST_FIGURE || (text.length > LONGEST_MARK && !/[\d０-９〇一二三四五六七八九十]/.test(text));
}

/** Whether the row has a cell of a kind. */
export function has(facts: RowFacts, kind: CellKind): boolean {
  return facts.kinds.includes(kind);
}

/** The comparable text of a cell of a header. */
export function headText(cell: Cell | undefined): string {
  return chinesePart(squeeze(textOf(cell)));
}

/** Whether a row is words, not data: one text, or a few of which one annotates the table (标题 … 单位：亿元). */
export function isWords(facts: RowFacts | undefined): boolean {
  if (!facts || has(facts, 'number')) return false;
  if (facts.distinct === 1) return !has(facts, 'mark');
  const texts = facts.filled.map((i) => textOf(facts.cells[i]));
  // 单位：亿元 | 太原市 | 大同市 is a header with the unit in its corner.
  const isHeader = lineKind(texts[0] ?? '') === 'unit' && texts.filter((text) => !isAnnotation(text)).length > 1;
  // 地区 | 年份 | 人口(万人) | 备注 is a header with a column of remarks, not a remark.
  const annotates = (text: string, i: number) => isAnnotation(text) && !(i > 1 && headKind(text) === 'note');
  return facts.distinct <= 4 && !isHeader && texts.some(annotates);
}

/** Whether a row of words is a note, a source or a signature. */
export function isFootnote(facts: RowFacts | undefined): boolean {
  const kind = lineKind(textOf(facts?.cells[facts.filled[0] ?? 0]));
  return kind === 'note' || kind === 'source';
}
