import { getResource, itemOf, loadResource } from '#module/catalogue';
import { platformErrors } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
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
import { answersForImport } from './custody.ts';
import { mustFindFile } from './file.ts';
import { maySee, prefixOf } from './rows.ts';

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
 * Where a figure of a dataset comes from: file, sheet, line, cell and its text, read from the original. Whoever may see
 * certain regions only, and does not answer for the import, sees the cell of a figure of those and no other line.
 * @throws {Refusal} `ingest.no-such-row`, `ingest.original-lost`, `platform.forbidden`
 */
export async function traceSource(platform: Platform, actor: Actor, query: TraceQuery): Promise<SourceTrace> {
  const { db } = deskOf(platform);
  const batch = await batchByNo(db, query.batch);
  if (!batch?.committedAt) throw ingestErrors['no-such-row']({});
  const { resource } = await getResource(platform, batch.resourceId);
  if (!maySee(actor, resource)) throw platformErrors.forbidden({ what: '查看不予共享的数据' });
  if (batch.importId === null) throw ingestErrors['from-source']({});
  const found = await mustFind(db, batch.importId);
  const file = await mustFindFile(platform, found.fileHash);
  const opened = await openOriginal(platform, file);
  try {
    const near = await rowsAround(opened, found.sheet, query.line);
    const { col, around } = await openedTo(
      platform,
      actor,
      { opened, found, resourceId: batch.resourceId, near },
      query,
    );
    const row = near.find(({ line }) => line === query.line);
    return {
      fileHash: file.hash,
      fileName: file.name,
      sheetName: found.sheetName,
      line: query.line,
      col,
      text: row && col !== null ? textOf(shownCells(row)[col]) : null,
      header: headerOf(readingsFrom(found.reading), query.line, col),
      around: around.map((row) => ({ line: row.line, cells: cellsView(shownCells(row)) })),
      importedBy: found.createdByName,
      importedAt: batch.committedAt.toISOString(),
    };
  } finally {
    await opened.close();
  }
}

interface Traced {
  readonly opened: OpenedFile;
  readonly found: ImportRow;
  readonly resourceId: string;
  readonly near: readonly SheetRow[];
}

/** The cell, and the lines around it that the actor may see. */
async function openedTo(
  platform: Platform,
  actor: Actor,
  { opened, found, resourceId, near }: Traced,
  { line, col, column }: TraceQuery,
): Promise<{ col: number | null; around: readonly SheetRow[] }> {
  const { regions } = actor.scope;
  const seesAll = regions === 'all' || answersForImport(actor, found);
  const outcome = column === undefined && seesAll ? undefined : await outcomeOf(platform, opened, found, line);
  const cell = column === undefined ? undefined : await columnOf(platform, resourceId, found, outcome, column);
  const at = cell ?? col ?? null;
  if (seesAll) return { col: at, around: near };
  if (!isOfRegions(outcome, at, regions)) throw ingestErrors['no-such-row']({});
  return { col: at, around: [] };
}

function isOfRegions(outcome: Outcome | undefined, col: number | null, roots: readonly string[]): boolean {
  const observations = outcome?.kind === 'accepted' ? outcome.observations : [];
  const code = observations.find((observation) => observation.col === col)?.region?.code;
  return code !== undefined && roots.some((root) => code.startsWith(prefixOf(root)));
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

/** What a line is read as: read again, since only the reading knows. */
async function outcomeOf(platform: Platform, file: OpenedFile, found: ImportRow, line: number) {
  const readings = readingsFrom(found.reading);
  const resolve = await regionReader(platform);
  return (await rereadRows({ file, sheet: found.sheet, readings, resolve }, [{ line }])).get(line);
}

/** The cell of a measure in a row. */
async function columnOf(
  platform: Platform,
  resourceId: string,
  found: ImportRow,
  outcome: Outcome | undefined,
  column: string,
): Promise<number | undefined> {
  const items = (await loadResource(deskOf(platform).db, resourceId))?.items ?? [];
  return cellOf(outcome, found.title, (draft) => itemOf(items, draft)?.columnName === column);
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
