import type { OpenedFile, SheetInfo, SheetRow } from '../read/sheet.ts';

/** The first rows of a sheet, enough to propose how it is read. */
export interface SheetLook {
  readonly sheet: SheetInfo;
  readonly rows: readonly SheetRow[];
  /** The sheet ends within these rows. */
  readonly complete: boolean;
}

/** Rows looked at: the proposal uses the first 2,000, the rest shows whether rows are told apart by region and time. */
const LOOK = 40_000;

/** Read the first rows of one sheet. */
export async function lookAt(file: OpenedFile, sheet: SheetInfo): Promise<SheetLook> {
  const rows: SheetRow[] = [];
  for await (const batch of file.rows(sheet.index)) {
    rows.push(...batch);
    if (rows.length > LOOK) return { sheet, rows: rows.slice(0, LOOK), complete: false };
  }
  return { sheet, rows, complete: true };
}
