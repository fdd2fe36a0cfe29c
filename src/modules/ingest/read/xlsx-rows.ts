import { columnOf } from './cell-reference.ts';
import type { CoveredCells } from './covered-cells.ts';
import { fileErrors } from './file-errors.ts';
import { limits } from './limits.ts';
import type { NumberFormat } from './number-format.ts';
import type { Cell, CellMark, SheetRow } from './sheet.ts';
import { dateCell, errorCell, numberCell, type TypedCell, textCell, uncomputed } from './typed-cell.ts';
import { isOn } from './xlsx-parts.ts';
import { attribute, brokenXml, decodeXml, type XmlSink } from './xml-scan.ts';

/** What the cells of a sheet refer to. */
export type WorkbookTables = {
  readonly strings: readonly string[];
  readonly styles: readonly NumberFormat[];
  readonly epoch1904: boolean;
};

/** The cell being read; `stored` tells an empty result from none. */
type OpenCell = {
  column: number;
  type: string | null;
  style: string | null;
  raw: string;
  stored: boolean;
  formula: boolean;
};
type OpenRow = { line: number; cells: Cell[]; marks: CellMark[]; hidden: boolean };
type State = { row: OpenRow; cell: OpenCell; reading: boolean; phonetic: boolean; delivered: number };

/**
 * A sink that turns the elements of a sheet part into rows. Only cells that are there cost anything: the declared
 * dimension is not read, rows and cells without a value are left out. Formulas give their stored result.
 */
export function sheetRowSink(tables: WorkbookTables, covered: CoveredCells, emit: (row: SheetRow) => void): XmlSink {
  const state: State = { row: emptyRow(0), cell: emptyCell(-1), reading: false, phonetic: false, delivered: 0 };
  return {
    open(name, attributes) {
      if (name === 'c') beginCell(state, attributes);
      else if (name === 'v' || name === 't') beginValue(state);
      else if (name === 'f') state.cell.formula = true;
      else if (name === 'row') beginRow(state, attributes, covered);
      else if (name === 'rPh') state.phonetic = true;
    },
    text(raw) {
      if (state.reading) state.cell.raw += raw;
    },
    close(name) {
      if (name === 'v' || name === 't') state.reading = false;
      else if (name === 'c') endCell(state, tables, covered);
      else if (name === 'row') endRow(state, emit);
      else if (name === 'rPh') state.phonetic = false;
    },
  };
}

function emptyRow(line: number): OpenRow {
  return { line, cells: [], marks: [], hidden: false };
}

function emptyCell(column: number): OpenCell {
  return { column, type: null, style: null, raw: '', stored: false, formula: false };
}

/** Rows and cells may leave out their position: then they follow the one before. */
function beginRow(state: State, attributes: string, covered: CoveredCells): void {
  const line = Number(attribute(attributes, 'r'));
  state.row = emptyRow(Number.isInteger(line) && line >= 1 ? line : state.row.line + 1);
  state.row.hidden = isOn(attribute(attributes, 'hidden'));
  state.cell = emptyCell(-1);
  covered.enter(state.row.line);
}

function beginCell(state: State, attributes: string): void {
  const reference = attribute(attributes, 'r');
  const cell = emptyCell(reference === null ? state.cell.column + 1 : columnOf(reference));
  cell.type = attribute(attributes, 't');
  cell.style = attribute(attributes, 's');
  state.cell = cell;
}

function beginValue(state: State): void {
  state.reading = !state.phonetic;
  state.cell.stored = true;
}

function endCell({ row, cell }: State, tables: WorkbookTables, covered: CoveredCells): void {
  if (!cell.stored && !cell.formula) return;
  const { value, mark } = typedCell(cell, tables);
  if ((value === null && !mark) || cell.column < 0 || covered.covers(cell.column)) return;
  const { column } = cell;
  if (column >= limits.columns) throw fileErrors['too-many-columns']({ line: row.line, columns: column + 1 });
  while (row.cells.length < column) row.cells.push(null);
  row.cells[column] = value;
  if (mark) row.marks.push({ column, ...mark });
}

function typedCell({ type, style, raw, stored, formula }: OpenCell, tables: WorkbookTables): TypedCell {
  if (formula && !stored) return uncomputed;
  if (type === 's') return textCell(tables.strings[Number(raw)] ?? '');
  if (type === 'str' || type === 'inlineStr') return textCell(decodeXml(raw));
  if (raw === '') return { value: null };
  if (type === 'b') return { value: isOn(raw) };
  if (type === 'e') return errorCell(decodeXml(raw));
  if (type === 'd') return dateCell(raw);
  return numberCell(Number(raw), style === null ? undefined : tables.styles[Number(style)], tables.epoch1904);
}

function endRow(state: State, emit: (row: SheetRow) => void): void {
  const { line, cells, marks, hidden } = state.row;
  if (cells.length === 0) return;
  if (line === 0) throw brokenXml;
  const blank = line > state.delivered + 1;
  state.delivered = line;
  emit({
    line,
    cells,
    ...(marks.length > 0 && { marks }),
    ...(hidden && { hidden }),
    ...(blank && { blankBefore: true }),
  });
}
