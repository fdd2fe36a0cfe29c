import { audit } from '#platform/audit.ts';
import { refusalOf } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf, regionReader } from '../desk.ts';
import { ingestErrors } from '../errors.ts';
import { batchRelation, countRows, purgeRows } from '../olap/dataset.ts';
import { purgeRest } from '../olap/quarantine-rest.ts';
import { repeatLimit } from '../plain/repeats.ts';
import { passGate } from '../quality/actions/gate.ts';
import { openFile } from '../read/open.ts';
import type { OpenedFile } from '../read/sheet.ts';
import { createReader } from '../rules/apply.ts';
import type { Reading } from '../rules/reading.ts';
import type { ResolveRegion } from '../rules/region.ts';
import { dialectOf } from '../sheets/original.ts';
import { readingsFrom, shapeOfSheet } from '../sheets/reading-json.ts';
import { markBatch } from '../sql/batch.ts';
import { fileByHash } from '../sql/file.ts';
import { claimImport, endImport, type ImportRow, importById } from '../sql/import.ts';
import { actorOfImport } from './actor.ts';
import { axisItems } from './axes.ts';
import { commitImport } from './commit.ts';
import { PIECE_SIZES, type PieceSizes, readDelimited } from './delimited.ts';
import { createMakers } from './makers.ts';
import type { RunParts } from './parts.ts';
import { Cancelled, createProgress, Dispossessed, type ProgressReporter } from './progress.ts';
import { readSheet } from './rows.ts';
import { createSink } from './sink.ts';
import { createSlots } from './slots.ts';
import { openTarget, type Target } from './target.ts';

/** What a run may be told to do otherwise; for tests and comparisons. */
export interface RunOptions {
  /** Let the engine read tidy delimited files (default). */
  readonly useEngine?: boolean;
  /** Bytes read row by row first, and bytes given to the engine at once. */
  readonly sizes?: PieceSizes;
}

/**
 * Carry out a queued import: open a batch, write rows, commit. Safe to call again: an import that is not queued is left
 * alone, and what a run leaves open is cleared by the next start. Never throws for what a file or a person does wrong;
 * the import then ends as failed, with the sentence.
 */
export async function runImport(platform: Platform, id: string, options: RunOptions = {}): Promise<void> {
  const { db, run } = deskOf(platform);
  if (!(await claimImport(db, id, run, platform.clock.now()))) return;
  const row = await importById(db, id);
  if (!row) return;
  tell(platform, row, 'running');
  try {
    await carryOut(platform, row, options);
    tell(platform, row, 'done');
  } catch (error) {
    if (error instanceof Dispossessed) return;
    await endBadly(platform, row, error);
  }
}

function tell(platform: Platform, row: ImportRow, status: string): void {
  platform.live.publish({ topic: 'ingest.progress', key: row.id, data: { status } });
}

async function carryOut(platform: Platform, row: ImportRow, options: RunOptions): Promise<void> {
  const { db } = deskOf(platform);
  const original = await fileByHash(db, row.fileHash);
  if (!original || !(await platform.blobs.has(row.fileHash))) throw ingestErrors['original-lost']({});
  const file = await openFile(platform.blobs.pathOf(row.fileHash), original.name, dialectOf(original));
  try {
    const scene: Scene = {
      platform,
      row,
      file,
      readings: readingsFrom(row.reading),
      resolve: await regionReader(platform),
      progress: createProgress(platform, row.id, original.bytes),
      sizes: options.sizes ?? PIECE_SIZES,
    };
    const useEngine = options.useEngine ?? true;
    const done = useEngine && file.format === 'csv' ? await attempt(scene, true) : false;
    if (!done) await attempt(scene, false);
  } finally {
    await file.close();
  }
}

interface Scene {
  readonly platform: Platform;
  readonly row: ImportRow;
  readonly file: OpenedFile;
  readonly readings: readonly Reading[];
  readonly resolve: ResolveRegion;
  readonly progress: ProgressReporter;
  readonly sizes: PieceSizes;
}

/** One pass under one batch; false when it has to be made again row by row. */
async function attempt(scene: Scene, useEngine: boolean): Promise<boolean> {
  const { platform } = scene;
  const parts = await preparePass(scene);
  try {
    if (!(await readAll(parts, scene.sizes, useEngine))) {
      await dropBatch(platform, parts.target);
      return false;
    }
    await parts.sink.flush();
    await parts.target.columns();
    await verify(parts);
    const { resourceId, batch, table } = parts.target;
    await passGate(platform, { resourceId, batch, relation: batchRelation(table, batch) });
    await commitImport(platform, scene.row, parts);
    return true;
  } catch (error) {
    await dropBatch(platform, parts.target).catch((cause: unknown) =>
      platform.log.error({ err: cause, batch: parts.target.batch }, 'batch was not purged; the next start does it'),
    );
    throw error;
  }
}

async function preparePass({ platform, row, file, readings, resolve, progress }: Scene): Promise<RunParts> {
  const slots = createSlots(row.title);
  const makerOf = createMakers(readings, slots);
  const target = await openTarget(platform, {
    importId: row.id,
    actor: actorOfImport(row),
    kind: 'import',
    resource: resourceOf(row, readings),
    axes: axisItems(readings),
    slots,
  });
  const sink = createSink(platform.olap, target);
  const reader = createReader(readings, resolve);
  const path = platform.blobs.pathOf(row.fileHash);
  return { platform, file, path, sheet: row.sheet, readings, resolve, slots, reader, makerOf, target, sink, progress };
}

/** The resource that an import's rows belong to. */
export function resourceOf(row: ImportRow, readings: readonly Reading[]) {
  const records = readings.every(({ layout }) => layout === 'dataset');
  return {
    shape: `${shapeOfSheet(readings)}${records ? '/records' : ''}`,
    title: row.title,
    providerDept: row.providerDept,
    kind: records ? ('records' as const) : ('statistics' as const),
    summary: `由文件“${row.fileName}”的工作表“${row.sheetName}”导入`,
  };
}

async function readAll(parts: RunParts, sizes: PieceSizes, useEngine: boolean): Promise<boolean> {
  if (parts.file.format === 'csv') return readDelimited(parts, sizes, useEngine);
  await readSheet(parts);
  return true;
}

/** Counts add up, the warehouse holds what was written, and the table is what its reading takes it for. */
async function verify({ platform, target, sink }: RunParts): Promise<void> {
  const { read, accepted, quarantined, nonData, repeated, written } = sink.counts;
  if (read !== accepted + quarantined + nonData) throw ingestErrors.mismatch({ what: '读到的行数与去向之和不等' });
  if (repeated > repeatLimit(read)) throw ingestErrors['not-unique']({ rows: repeated, read });
  const standing = await countRows(platform.olap, target.table, target.batch);
  if (standing !== written) throw ingestErrors.mismatch({ what: `应写入 ${written} 行，数仓中有 ${standing} 行` });
}

/** Nothing of an open batch remains. */
export async function dropBatch(platform: Platform, { batch, table }: Pick<Target, 'batch' | 'table'>): Promise<void> {
  const { db } = deskOf(platform);
  await markBatch(db, batch, 'open', 'aborted');
  await purgeRows(platform.olap, table, batch);
  await purgeRest(platform.olap, batch);
  await markBatch(db, batch, 'aborted', 'purged');
}

async function endBadly(platform: Platform, row: ImportRow, error: unknown): Promise<void> {
  const { db, run } = deskOf(platform);
  const cancelled = error instanceof Cancelled;
  const refusal = cancelled ? null : (refusalOf(error) ?? ingestErrors.failed({}, error));
  if (refusal && refusal.status >= 500) platform.log.error({ err: error, importId: row.id }, 'import failed');
  const status = cancelled ? 'cancelled' : 'failed';
  await db.transaction().execute(async (tx) => {
    const at = platform.clock.now();
    const ended = await endImport(tx, row.id, run, {
      status,
      code: refusal?.code ?? null,
      sentence: refusal?.message ?? null,
      at,
    });
    if (!ended) return;
    await audit(tx, platform.clock, actorOfImport(row), {
      action: `ingest.${status}`,
      subject: { kind: 'import', id: row.id },
      detail: { fileHash: row.fileHash, title: row.title, code: refusal?.code },
    });
  });
  tell(platform, row, status);
}
