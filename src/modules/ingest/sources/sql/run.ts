import { sql } from 'kysely';
import type { Db, Tx } from '../../tables.ts';
import type { RunCause, RunStatus } from '../tables.ts';

export interface RunRow {
  readonly id: string;
  readonly collectionId: string;
  readonly cause: RunCause;
  readonly status: RunStatus;
  readonly process: string | null;
  readonly batch: number | null;
  readonly rows: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly watermarkFrom: string | null;
  readonly watermarkTo: string | null;
  readonly crashes: number;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly log: unknown;
  readonly askedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

const RUN = [
  'id',
  'collection_id as collectionId',
  'cause',
  'status',
  'process',
  'batch',
  'rows',
  'bytes',
  'elapsed_ms as elapsedMs',
  'watermark_from as watermarkFrom',
  'watermark_to as watermarkTo',
  'crashes',
  'failure_code as failureCode',
  'failure',
  'log',
  'asked_by as askedBy',
  'created_at as createdAt',
  'finished_at as finishedAt',
] as const;

/** False when the collection has a run that waits or runs. */
export async function insertRun(
  tx: Tx,
  row: { id: string; collectionId: string; cause: RunCause; askedBy: string; at: Date },
): Promise<boolean> {
  const result = await tx
    .insertInto('ingest.run')
    .values({
      id: row.id,
      collection_id: row.collectionId,
      cause: row.cause,
      status: 'queued',
      process: null,
      batch: null,
      watermark_from: null,
      watermark_to: null,
      failure_code: null,
      failure: null,
      asked_by: row.askedBy,
      created_at: row.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Take a queued run; undefined when another has it. */
export function claimRun(db: Db, id: string, process: string, at: Date): Promise<RunRow | undefined> {
  return db
    .updateTable('ingest.run')
    .set({ status: 'running', process, started_at: at, heartbeat_at: sql<Date>`clock_timestamp()` })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .returning(RUN)
    .executeTakeFirst();
}

/** The batch under which a run writes. */
export async function openRunBatch(
  tx: Tx,
  run: { id: string; process: string; resourceId: string; at: Date },
): Promise<number> {
  const row = await tx
    .insertInto('ingest.batch')
    .values({
      import_id: null,
      run_id: run.id,
      resource_id: run.resourceId,
      kind: 'pull',
      status: 'open',
      run: run.process,
      opened_at: run.at,
      superseded_by: null,
    })
    .returning('no')
    .executeTakeFirstOrThrow();
  await tx.updateTable('ingest.run').set({ batch: row.no }).where('id', '=', run.id).execute();
  return Number(row.no);
}

export async function beat(db: Db, id: string, process: string, rows: number): Promise<boolean> {
  const result = await db
    .updateTable('ingest.run')
    .set({ heartbeat_at: sql<Date>`clock_timestamp()`, rows })
    .where('id', '=', id)
    .where('process', '=', process)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export interface RunEnd {
  readonly status: 'done' | 'failed' | 'gated';
  readonly batch: number | null;
  readonly rows: number;
  readonly bytes: number;
  readonly elapsedMs: number;
  readonly watermarkFrom: string | null;
  readonly watermarkTo: string | null;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly log: readonly { at: string; text: string }[];
  readonly at: Date;
}

/** Close a run; false when it is no longer this process's. */
export async function finishRun(tx: Tx, id: string, process: string, end: RunEnd): Promise<boolean> {
  const result = await tx
    .updateTable('ingest.run')
    .set({
      status: end.status,
      process: null,
      batch: end.batch,
      rows: end.rows,
      bytes: Math.round(end.bytes),
      elapsed_ms: Math.round(end.elapsedMs),
      watermark_from: end.watermarkFrom,
      watermark_to: end.watermarkTo,
      failure_code: end.failureCode,
      failure: end.failure,
      log: JSON.stringify(end.log),
      finished_at: end.at,
    })
    .where('id', '=', id)
    .where('process', '=', process)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Running runs whose process is gone: every other process's where the folder is ours alone, else those long silent. */
export function deadRuns(db: Db, process: string, silentSeconds: number | null): Promise<RunRow[]> {
  let query = db.selectFrom('ingest.run').select(RUN).where('status', '=', 'running').where('process', '!=', process);
  if (silentSeconds !== null)
    query = query.where(sql<boolean>`heartbeat_at < clock_timestamp() - make_interval(secs => ${silentSeconds})`);
  return query.execute();
}

/** Put a dead run back into the queue, or close it when it has taken the process with it too often. */
export async function releaseRun(
  tx: Tx,
  run: RunRow,
  failure: { code: string; text: string } | null,
  at: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('ingest.run')
    .set({
      status: failure ? 'failed' : 'queued',
      process: null,
      batch: null,
      crashes: run.crashes + 1,
      failure_code: failure?.code ?? null,
      failure: failure?.text ?? null,
      finished_at: failure ? at : null,
    })
    .where('id', '=', run.id)
    .where('status', '=', 'running')
    .where('process', '=', run.process)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Open batches of runs that no longer run: nobody will commit them. */
export async function orphanPulls(db: Db): Promise<{ no: number; resourceId: string }[]> {
  const rows = await db
    .selectFrom('ingest.batch as b')
    .innerJoin('ingest.run as r', 'r.id', 'b.run_id')
    .select(['b.no', 'b.resource_id as resourceId'])
    .where('b.status', '=', 'open')
    .where((eb) => eb.or([eb('r.status', '!=', 'running'), eb('r.process', 'is distinct from', eb.ref('b.run'))]))
    .execute();
  return rows.map(({ no, resourceId }) => ({ no: Number(no), resourceId }));
}

export async function queuedRuns(db: Db): Promise<{ id: string; crashes: number }[]> {
  return db.selectFrom('ingest.run').select(['id', 'crashes']).where('status', '=', 'queued').execute();
}

export function runsOf(db: Db, collectionId: string, limit: number): Promise<RunRow[]> {
  const query = db.selectFrom('ingest.run').select(RUN).where('collection_id', '=', collectionId);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit).execute();
}

/** The newest run of each collection. */
export async function lastRuns(db: Db): Promise<ReadonlyMap<string, RunRow>> {
  const rows = await db
    .selectFrom('ingest.run')
    .select(RUN)
    .distinctOn('collection_id')
    .orderBy('collection_id')
    .orderBy('created_at', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.collectionId, row]));
}

/** A full collection stands in the place of what its resource held. */
export async function supersedePulls(tx: Tx, resourceId: string, by: number): Promise<number[]> {
  const rows = await tx
    .updateTable('ingest.batch')
    .set({ status: 'superseded', superseded_by: by })
    .where('resource_id', '=', resourceId)
    .where('kind', '=', 'pull')
    .where('status', '=', 'committed')
    .where('no', '!=', by)
    .returning('no')
    .execute();
  return rows.map(({ no }) => Number(no)).sort((a, b) => a - b);
}

export async function takenFiles(db: Db, collectionId: string): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('ingest.taken_file')
    .select(['path', 'stamp'])
    .where('collection_id', '=', collectionId)
    .execute();
  return new Set(rows.map(({ path, stamp }) => `${path}@${stamp}`));
}

export async function insertTaken(
  tx: Tx,
  collectionId: string,
  batch: number,
  files: readonly { path: string; stamp: string }[],
): Promise<void> {
  if (files.length === 0) return;
  const rows = files.map(({ path, stamp }) => ({ collection_id: collectionId, path, stamp, batch }));
  await tx.insertInto('ingest.taken_file').values(rows).execute();
}
