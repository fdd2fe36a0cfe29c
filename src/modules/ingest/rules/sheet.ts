/**
 * A sheet as it comes: rows of cells and merged areas. Dates are ISO texts; nothing has been interpreted yet.
 * The shapes are those that the file readers deliver.
 */
import { multiplyFraction } from '#platform/decimal.ts';

export type Cell = string | number | boolean | null;

/** What a cell is besides its value; see the file readers. `column` is the index of the cell. */
export interface Mark {
  readonly column: number;
  readonly kind: 'date' | 'time' | 'percent' | 'error' | 'uncomputed' | 'garbled';
  readonly text?: string;
}

export interface Row {
  /** 1-based row number in the sheet (for text files, the first physical line of the record). */
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly marks?: readonly Mark[];
}

/** A merged area: `top` and `bottom` are lines, `left` and `right` cell indexes, all inclusive. */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Whether a cell says nothing: empty, or spaces of any width. */
export function isBlank(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined || cell === '') return true;
  return typeof cell === 'string' && !beginsWithInk(cell) && cell.trim() === '';
}

/** A first character that is surely no space (printable ASCII, Chinese): spares most cells the trimming. */
function beginsWithInk(text: string): boolean {
  const code = text.charCodeAt(0);
  return (code > 0x20 && code < 0x7f) || (code >= 0x3400 && code < 0xf000);
}

/** The cell as text, untouched except that blank is the empty text. */
export function textOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/** Columns of a row that say something. */
export function filledColumns(cells: readonly Cell[]): number[] {
  const filled: number[] = [];
  for (let i = 0; i < cells.length; i++) if (!isBlank(cells[i])) filled.push(i);
  return filled;
}

/** The cells as a person sees them: a stored fraction 0.053 shown as 5.3% is `5.3%`, a formula error its text. */
export function shownCells(row: Row): readonly Cell[] {
  if (!row.marks || row.marks.length === 0) return row.cells;
  const cells = [...row.cells];
  for (const mark of row.marks) cells[mark.column] = shown(cells[mark.column] ?? null, mark);
  return cells;
}

function shown(cell: Cell, mark: Mark): Cell {
  if (mark.kind === 'percent' && typeof cell === 'number') return `${multiplyFraction(cell, 100n, 1n)}%`;
  if (mark.kind === 'error') return mark.text ?? '#错误';
  return mark.kind === 'uncomputed' ? '#公式没有计算结果' : cell;
}

/** The rows with every merged area filled by its first cell. Rows outside the areas are returned as they are. */
export function fillMerges(rows: readonly Row[], merges: readonly Merge[]): Row[] {
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const filled = new Map<number, Cell[]>();
  for (const merge of merges) fillOne(byLine, filled, merge);
  return rows.map((row) => {
    const cells = filled.get(row.line);
    return cells ? { line: row.line, cells } : row;
  });
}

function fillOne(byLine: ReadonlyMap<number, Row>, filled: Map<number, Cell[]>, merge: Merge): void {
  const value = byLine.get(merge.top)?.cells[merge.left] ?? null;
  if (isBlank(value)) return;
  for (let line = merge.top; line <= merge.bottom; line++) {
    const row = byLine.get(line);
    if (!row) continue;
    const cells = filled.get(line) ?? [...row.cells];
    while (cells.length < merge.right + 1) cells.push(null);
    cells.fill(value, merge.left, merge.right + 1);
    filled.set(line, cells);
  }
}
