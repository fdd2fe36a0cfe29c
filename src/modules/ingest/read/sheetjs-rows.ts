import type { CellObject, WorkBook, WorkSheet } from '@e965/xlsx';
import { coveredCells } from './covered-cells.ts';
import { fileErrors } from './file-errors.ts';
import { limits } from './limits.ts';
import { builtinFormat, type NumberFormat, parseFormat } from './number-format.ts';
import { type Cell, type CellMark, isBlank, type MergedRange, type SheetInfo, type SheetRow } from './sheet.ts';
import { errorCell, numberCell, type TypedCell, textCell } from './typed-cell.ts';

/** The sheets of a workbook that SheetJS loaded. */
export function sheetInfos(workbook: WorkBook): SheetInfo[] {
  return workbook.SheetNames.map((name, index) => {
    const sheet = workbook.Sheets[name];
    const hiddenColumns = indexesOf(sheet?.['!cols'] ?? [], (column) => column?.hidden === true);
    return {
      name,
      index,
      hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
      merges: (sheet?.['!merges'] ?? []).map(mergeOf),
      hiddenColumns: hiddenColumns.filter((column) => column < limits.columns),
    };
  });
}

function indexesOf<T>(items: readonly T[], wanted: (item: T) => boolean): number[] {
  return items.flatMap((item, index) => (wanted(item) ? [index] : []));
}

function mergeOf({ s, e }: { s: { r: number; c: number }; e: { r: number; c: number } }): MergedRange {
  return { top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c };
}

/** Rows of a dense SheetJS sheet, to the same contract as those of an XLSX. */
export function* sheetRows(sheet: WorkSheet, merges: readonly MergedRange[], epoch1904: boolean): Generator<SheetRow> {
  const covered = coveredCells(merges);
  const formats = new Map<string, NumberFormat>();
  const data: readonly CellObject[][] = sheet['!data'] ?? [];
  let delivered = 0;
  for (const index of Object.keys(data).map(Number)) {
    const line = index + 1;
    covered.enter(line);
    const { cells, marks } = convertRow(data[index] ?? [], (cell, column) =>
      covered.covers(column) ? { value: null } : typedCell(cell, formats, epoch1904),
    );
    if (cells.length === 0) continue;
    if (cells.length > limits.columns) throw fileErrors['too-many-columns']({ line, columns: cells.length });
    const hidden = sheet['!rows']?.[index]?.hidden === true;
    const blank = line > delivered + 1;
    delivered = line;
    yield {
      line,
      cells,
      ...(marks.length > 0 && { marks }),
      ...(hidden && { hidden }),
      ...(blank && { blankBefore: true }),
    };
  }
}

type Converted = { readonly cells: Cell[]; readonly marks: CellMark[] };

function convertRow(row: readonly CellObject[], convert: (cell: CellObject, column: number) => TypedCell): Converted {
  const cells: Cell[] = [];
  const marks: CellMark[] = [];
  row.forEach((cell, column) => {
    const { value, mark } = convert(cell, column);
    if (isBlank(value) && !mark) return;
    while (cells.length < column) cells.push(null);
    cells[column] = value;
    if (mark) marks.push({ column, ...mark });
  });
  return { cells, marks };
}

function typedCell(cell: CellObject, formats: Map<string, NumberFormat>, epoch1904: boolean): TypedCell {
  if (cell.t === 'e') return errorCell(cell.w ?? '#N/A');
  if (typeof cell.v === 'number') return numberCell(cell.v, formatOf(cell, formats), epoch1904);
  if (typeof cell.v === 'string') return textCell(cell.v);
  return { value: typeof cell.v === 'boolean' ? cell.v : null };
}

/** A short date without a format code is a built-in date of East Asian Excel, whose codes SheetJS does not list. */
function formatOf({ z, w }: CellObject, formats: Map<string, NumberFormat>): NumberFormat {
  if (z === undefined) return builtinFormat(/^\d+\/\d+\/\d+$/.test(w ?? '') ? 14 : 0);
  const code = String(z);
  const format = formats.get(code) ?? parseFormat(code);
  formats.set(code, format);
  return format;
}
