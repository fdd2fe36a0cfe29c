import { itemOf, loadResource } from '#module/catalogue';
import type { Platform } from '#platform/module.ts';
import type { SourceTrace } from '../contract.ts';
import { deskOf, regionReader } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import type { OpenedFile, SheetRow } from '../read/sheet.ts';
import type { Outcome } from '../rules/outcome.ts';
import type { Reading } from '../rules/reading.ts';
import { shownCells, textOf } from '../rules/sheet.ts';
import { rereadRows } from '../run/reread.ts';
import { createSlots } from '../run/slots.ts';
import { openOriginal } from '../sheets/proposal.ts';
import { readingsFrom } from '../sheets/reading-json.ts';
import { batchByNo } from '../sql/batch.ts';
import type { ImportRow } from '../sql/import.ts';
import { cellsView } from '../views.ts';
import { mustFind } from './accept.ts';
import { mustFindFile } from './file.ts';

/** Lines shown before and after the one asked for. */
const AROUND = 2;

/** The figure asked for: `column` (m1 …) finds its cell, since a tidy row holds several measures; else `col` is taken. */
export interface TraceQuery {
  readonly batch: number;
  readonly line: number;
  readonly col?: number;
  readonly column?: string;
}

/**
 * Where a figure of a dataset comes from: file, sheet, line, cell and its text, read from the original.
 * @throws {Refusal} `ingest.no-such-row`, `ingest.original-lost`
 */
export async function traceSource(platform: Platform, query: TraceQuery): Promise<SourceTrace> {
  const { db } = deskOf(platform);
  const batch = await batchByNo(db, query.batch);
  if (!batch?.committedAt) throw ingestErrors['no-such-row']({});
  const found = await mustFind(db, batch.importId);
  const file = await mustFindFile(platform, found.fileHash);
  const opened = await openOriginal(platform, file);
  try {
    const around = await rowsAround(opened, found.sheet, query.line);
    const col = await columnOf(platform, opened, found, batch.resourceId, query);
    const row = around.find(({ line }) => line === query.line);
    return {
      fileHash: file.hash,
      fileName: file.name,
      sheetName: found.sheetName,
      line: query.line,
      col,
      text: row && col !== null ? textOf(shownCells(row)[col]) : null,
      header: headerOf(readingsFrom(found.reading), query.line, col),
      around: around.map((near) => ({ line: near.line, cells: cellsView(shownCells(near)) })),
      importedBy: found.createdByName,
      importedAt: batch.committedAt.toISOString(),
    };
  } finally {
    await opened.close();
  }
}

async function rowsAround(file: OpenedFile, sheet: number, line: number): Promise<SheetRow[]> {
  const near: SheetRow[] = [];
  for await (const batch of file.rows(sheet)) {
    if ((batch.at(-1)?.line ?? 0) < line - AROUND) continue;
    near.push(...batch.filter((row) => Math.abs(row.line - line) <= AROUND));
    if ((batch.at(-1)?.line ?? 0) > line + AROUND) break;
  }
  return near;
}

/** The cell of a measure in a row: read again, since only the reading knows. */
async function columnOf(
  platform: Platform,
  file: OpenedFile,
  found: ImportRow,
  resourceId: string,
  { line, col, column }: TraceQuery,
): Promise<number | null> {
  if (column === undefined) return col ?? null;
  const readings = readingsFrom(found.reading);
  const resolve = await regionReader(platform);
  const outcomes = await rereadRows({ file, sheet: found.sheet, readings, resolve }, [{ line }]);
  const items = (await loadResource(deskOf(platform).db, resourceId))?.items ?? [];
  return cellOf(outcomes.get(line), found.title, (draft) => itemOf(items, draft)?.columnName === column) ?? col ?? null;
}

function cellOf(
  outcome: Outcome | undefined,
  title: string,
  isColumn: (draft: Parameters<typeof itemOf>[1]) => boolean,
): number | undefined {
  if (outcome?.kind !== 'accepted') return undefined;
  const slots = createSlots(title);
  return outcome.observations.find(({ measure, basis }) => {
    const slot = slots.all[slots.measure(measure, basis)];
    return slot !== undefined && isColumn(slot.draft);
  })?.col;
}

/** The words above a column, from top to bottom. */
function headerOf(readings: readonly Reading[], line: number, col: number | null): string[] {
  const reading = readings.findLast(({ observed }) => observed.from <= line) ?? readings[0];
  return col === null ? [] : [...(reading?.columns[col]?.path ?? [])];
}
