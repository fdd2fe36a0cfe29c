import type { Encoding } from './encoding.ts';

/**
 * A cell as the file holds it. Text formats give only strings; workbooks give numbers and booleans too.
 * `null` and `''` both mean "nothing there" (never zero). A date is ISO text of the precision its cell shows
 * (`2024`, `2024-10`, `2024-10-05`, `2024-10-05T13:00:00`) with a `date` mark, so text that merely looks like
 * a date stays distinguishable from it.
 */
export type Cell = string | number | boolean | null;

/**
 * What a cell is besides its value:
 * - `date`: stored as a date or a moment; `time`: a time of day or a duration, `HH:MM:SS`;
 * - `percent`: the stored fraction (0.053) is shown as a percentage (5.3%);
 * - `error`: the sheet shows an error such as `#N/A` (in `text`), the value is null;
 * - `uncomputed`: a formula whose result the file does not carry, the value is null; formulas are never evaluated;
 * - `garbled`: the text holds bytes that do not decode (now U+FFFD) or NUL characters.
 */
export type CellMark = {
  readonly column: number;
  readonly kind: 'date' | 'time' | 'percent' | 'error' | 'uncomputed' | 'garbled';
  readonly text?: string;
};

/**
 * One row that holds at least one non-empty cell; rows without any are not delivered.
 * `line` is the 1-based row of the sheet, in a CSV the first physical line of the record; in JSON the header made
 * from the keys is line 1 and the n-th record n + 1. Rows are as long as their last cell (CSV: as written).
 */
export type SheetRow = {
  readonly line: number;
  readonly cells: readonly Cell[];
  readonly marks?: readonly CellMark[];
  /** The row is hidden in the workbook. */
  readonly hidden?: true;
  /** At least one blank row stands between this row and the delivered one before it. */
  readonly blankBefore?: true;
};

/** A merged range: `top`/`bottom` are lines, `left`/`right` cell indexes, all inclusive. The value is at top, left. */
export type MergedRange = {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
};

export type SheetInfo = {
  readonly name: string;
  readonly index: number;
  readonly hidden: boolean;
  readonly merges: readonly MergedRange[];
  /** Indexes of hidden columns below the column limit. */
  readonly hiddenColumns: readonly number[];
};

export type FileFormat = 'csv' | 'xlsx' | 'xls' | 'xlsb' | 'ods' | 'html' | 'json';

/** A file opened for reading. `rows` may be called again for another pass; close when done. */
export type OpenedFile = {
  readonly format: FileFormat;
  /** The encoding of a text format, null for containers. */
  readonly encoding: Encoding | null;
  /** The delimiter of a CSV, null otherwise. */
  readonly delimiter: string | null;
  /** File size in bytes. */
  readonly bytes: number;
  readonly sheets: readonly SheetInfo[];
  /** Rows of one sheet in batches, in order. Throws a refusal of `fileErrors`. */
  rows(sheetIndex: number): AsyncIterable<SheetRow[]>;
  close(): Promise<void>;
};

/** What the officer may decide when detection is refused or wrong. */
export type OpenOptions = { readonly encoding?: Encoding; readonly delimiter?: string };

/** Whether a cell holds nothing. */
export function isBlank(cell: Cell | undefined): boolean {
  return cell === null || cell === undefined || cell === '';
}

/** The single sheet of a text format, named after the file without its extension. */
export function onlySheet(fileName: string): SheetInfo {
  const name = fileName.replace(/\.[^.]+$/, '');
  return { name, index: 0, hidden: false, merges: [], hiddenColumns: [] };
}
