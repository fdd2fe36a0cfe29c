/** Tells what a row without figures is: a note, a source, a section title, a repeated header — or data after all. */
import { headText } from './facts.ts';
import { lineKind } from './line.ts';
import type { NonData } from './outcome.ts';
import type { Plan } from './plan.ts';
import type { RowKind } from './reading.ts';
import { type Cell, isBlank, textOf } from './sheet.ts';

/** Marks worth a closer look; the common row has none of them. */
const MAY_ANNOTATE = /[:：注源說说]|^\s*[(（①-⑳*＊]|^本表|note|source/i;

/** Whether any cell of figures looks like one (2022年 does not). Such a row is data, whatever its words. */
export function hasFigure(cells: readonly Cell[], figures: readonly number[]): boolean {
  for (const index of figures) {
    const cell = cells[index];
    if (typeof cell === 'number') return true;
    if (typeof cell === 'string' && isDigit(cell.charCodeAt(0)) && cell.charCodeAt(cell.length - 1) < 128) return true;
  }
  return false;
}

function isDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || code === 45;
}

/** What a row says that annotates the table: note, source, unit; null when it does not. */
export function annotation(text: string): Extract<RowKind, 'note' | 'source' | 'unit'> | null {
  if (!MAY_ANNOTATE.test(text)) return null;
  const kind = lineKind(text);
  return kind === 'title' || kind === 'blank' ? null : kind;
}

/** A sentence, not a label. */
export function isSentence(text: string): boolean {
  return /[。；;]/.test(text) || text.trim().length > 30;
}

/** Recognises rows that repeat the header, as printed tables do on each page. */
export function createHeaderTest({ reading }: Plan): (cells: readonly Cell[]) => boolean {
  const rows = reading.observed.head.filter(({ line }) => reading.headerRows.includes(line));
  const keys = new Set(rows.map(({ cells }) => headerKey(cells)));
  const firsts = new Set(rows.map(({ cells }) => firstOf(cells)));
  return (cells) => firsts.has(firstOf(cells)) && keys.has(headerKey(cells));
}

/** The first cell as it stands: a cheap test that all but header rows fail. */
function firstOf(cells: readonly Cell[]): Cell {
  return cells[0] ?? null;
}

function headerKey(cells: readonly Cell[]): string {
  return cells
    .filter((cell) => !isBlank(cell))
    .map((cell) => headText(cell))
    .join('\u0000');
}

/** An outcome outside the data. */
export function nonData(line: number, what: RowKind, text: Cell | undefined = ''): NonData {
  return { kind: 'non-data', line, what, text: textOf(text).trim() };
}
