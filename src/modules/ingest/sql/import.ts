import { sql } from 'kysely';
import type { Db, ImportStatus, Tx } from '../tables.ts';

/** An import as the ledger holds it. */
export interface ImportRow {
  readonly id: string;
  readonly fileHash: string;
  readonly fileName: string;
  readonly fileBytes: number;
  readonly sheet: number;
  readonly sheetName: string;
  readonly reading: unknown;
  readonly readingHash: string;
  readonly shape: string;
  readonly title: string;
  readonly providerDept: string | null;
  readonly resourceId: string | null;
  readonly status: ImportStatus;
  readonly cancelRequested: boolean;
  readonly attempts: number;
  readonly rowsRead: number;
  readonly rowsAccepted: number;
  readonly rowsQuarantined: number;
  readonly rowsNonData: number;
  readonly rowsByEngine: number;
  readonly bytesDone: number;
  readonly elapsedMs: number;
  readonly summary: unknown;
  readonly failureCode: string | null;
  readonly failure: string | null;
  readonly createdAt: Date;
  readonly createdById: string;
  readonly createdBy: string;
  readonly createdByName: string;
  readonly finishedAt: Date | null;
  /** Its batch is what readers see: neither superseded nor missing. */
  readonly current: boolean;
}

const current = sql<boolean>`exists (select 1 from ingest.batch b
  where b.import_id = i.id and b.kind = 'import' and b.status = 'committed')`;

function importsFrom(db: Db) {
  return db
    .selectFrom('ingest.import as i')
    .innerJoin('ingest.file as f', 'f.hash', 'i.file_hash')
    .select([
      'i.id',
      'i.file_hash as fileHash',
      'f.name as fileName',
      'f.bytes as fileBytes',
      'i.sheet',
      'i.sheet_name as sheetName',
      'i.reading',
      'i.reading_hash as readingHash',
      'i.shape',
      'i.title',
      'i.provider_dept as providerDept',
      'i.resource_id as resourceId',
      'i.status',
      'i.cancel_requested as cancelRequested',
      'i.attempts',
      'i.rows_read as rowsRead',
      'i.rows_accepted as rowsAccepted',
      'i.rows_quarantined as rowsQuarantined',
      'i.rows_non_data as rowsNonData',
      'i.rows_by_engine as rowsByEngine',
      'i.bytes_done as bytesDone',
      'i.elapsed_ms as elapsedMs',
      'i.summary',
      'i.failure_code as failureCode',
      'i.failure',
      'i.created_at as createdAt',
      'i.created_by_id as createdById',
      'i.created_by as createdBy',
      'i.created_by_name as createdByName',
      'i.finished_at as finishedAt',
      current.as('current'),
    ]);
}

export function importById(db: Db, id: string): Promise<ImportRow | undefined> {
  return importsFrom(db).where('i.id', '=', id).executeTakeFirst();
}

/** Imports, the newest first; of one file, one resource, or one state when given. */
export function listImports(
  db: Db,
  filter: { fileHash?: string; resourceId?: string; status?: ImportStatus; offset: number; limit: number },
): Promise<ImportRow[]> {
  let query = importsFrom(db);
  if (filter.fileHash !== undefined) query = query.where('i.file_hash', '=', filter.fileHash);
  if (filter.resourceId !== undefined) query = query.where('i.resource_id', '=', filter.resourceId);
  if (filter.status !== undefined) query = query.where('i.status', '=', filter.status);
  return query.orderBy('i.created_at', 'desc').orderBy('i.id').offset(filter.offset).limit(filter.limit).execute();
}

/** What makes two acceptances the same import. */
export interface ImportIdentity {
  readonly fileHash: string;
  readonly sheet: number;
  readonly readingHash: string;
  readonly title: string;
  readonly providerDept: string | null;
}

export interface NewImport extends ImportIdentity {
  readonly id: string;
  readonly sheetName: string;
  readonly reading: unknown;
  readonly shape: string;
  readonly createdAt: Date;
  readonly createdById: string;
  readonly createdBy: string;
  readonly createdByName: string;
}

/** Queue an import unless the same acceptance stands; returns the one that stands, locked, and whether it is new. */
export async function insertImport(tx: Tx, row: NewImport): Promise<{ id: string; created: boolean }> {
  const inserted = await tx
    .insertInto('ingest.import')
    .values({
      id: row.id,
      file_hash: row.fileHash,
      sheet: row.sheet,
      sheet_name: row.sheetName,
      reading: JSON.stringify(row.reading),
      reading_hash: row.readingHash,
      shape: row.shape,
      title: row.title,
      provider_dept: row.providerDept,
      status: 'queued',
      created_at: row.createdAt,
      created_by_id: row.createdById,
      created_by: row.createdBy,
      created_by_name: row.createdByName,
    })
    .onConflict((conflict) =>
      conflict.columns(['file_hash', 'sheet', 'reading_hash', 'title', 'provider_dept']).doNothing(),
    )
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 1n) return { id: row.id, created: true };
  return { id: await lockImport(tx, row), created: false };
}

async function lockImport(tx: Tx, row: ImportIdentity): Promise<string> {
  const found = await tx
    .selectFrom('ingest.import')
    .select('id')
    .where('file_hash', '=', row.fileHash)
    .where('sheet', '=', row.sheet)
    .where('reading_hash', '=', row.readingHash)
    .where('title', '=', row.title)
    .where('provider_dept', 'is not distinct from', row.providerDept)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return found.id;
}

const CLEARED = {
  run: null,
  cancel_requested: false,
  failure: null,
  failure_code: null,
  finished_at: null,
  rows_read: 0,
  rows_accepted: 0,
  rows_quarantined: 0,
  rows_non_data: 0,
  rows_by_engine: 0,
  bytes_done: 0,
  elapsed_ms: 0,
} as const;

/** Put an import back to the queue from one of the given states; false when it is in none of them. */
export async function requeueImport(tx: Tx, id: string, from: readonly ImportStatus[]): Promise<boolean> {
  const result = await tx
    .updateTable('ingest.import')
    .set({ ...CLEARED, crashes: 0, status: 'queued' })
    .where('id', '=', id)
    .where('status', 'in', from)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Take a queued import for this run; false when somebody else has it or it has been cancelled. */
export async function claimImport(db: Db, id: string, run: string, at: Date): Promise<boolean> {
  const result = await db
    .updateTable('ingest.import')
    .set({
      status: 'running',
      run,
      started_at: at,
      heartbeat_at: sql`clock_timestamp()`,
      attempts: sql`attempts + 1`,
    })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Counts and the way made so far. */
export interface Progress {
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: number;
  readonly nonData: number;
  readonly byEngine: number;
  readonly bytesDone: number;
  readonly elapsedMs: number;
}

const counted = (progress: Progress) => ({
  rows_read: progress.read,
  rows_accepted: progress.accepted,
  rows_quarantined: progress.quarantined,
  rows_non_data: progress.nonData,
  rows_by_engine: progress.byEngine,
  bytes_done: progress.bytesDone,
  elapsed_ms: Math.round(progress.elapsedMs),
});

/**
 * Note the progress of a run; the database's clock stamps it, because a rehearsal may have frozen ours.
 * @returns whether the import is still this run's, and whether somebody wants it cancelled.
 */
export async function saveProgress(
  db: Db,
  id: string,
  run: string,
  progress: Progress,
): Promise<{ mine: boolean; cancel: boolean }> {
  const row = await db
    .updateTable('ingest.import')
    .set({ ...counted(progress), heartbeat_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where('run', '=', run)
    .returning('cancel_requested')
    .executeTakeFirst();
  return { mine: row !== undefined, cancel: row?.cancel_requested ?? false };
}

export async function setResource(tx: Tx, id: string, resourceId: string): Promise<void> {
  await tx.updateTable('ingest.import').set({ resource_id: resourceId }).where('id', '=', id).execute();
}

/** Close a run as done; false when the import is no longer this run's. */
export async function finishImport(
  tx: Tx,
  id: string,
  run: string,
  end: { progress: Progress; summary: unknown; at: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('ingest.import')
    .set({
      ...counted(end.progress),
      status: 'done',
      run: null,
      summary: JSON.stringify(end.summary),
      finished_at: end.at,
    })
    .where('id', '=', id)
    .where('run', '=', run)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Close a run as failed or cancelled; false when the import is no longer this run's. */
export async function endImport(
  tx: Tx,
  id: string,
  run: string,
  end: { status: 'failed' | 'cancelled'; code: string | null; sentence: string | null; at: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('ingest.import')
    .set({ status: end.status, run: null, failure_code: end.code, failure: end.sentence, finished_at: end.at })
    .where('id', '=', id)
    .where('run', '=', run)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Cancel: at once when queued, at its next stop when running. The state it was in, or null when it had ended. */
export async function requestCancel(tx: Tx, id: string, at: Date): Promise<'queued' | 'running' | null> {
  const queued = await tx
    .updateTable('ingest.import')
    .set({ status: 'cancelled', finished_at: at })
    .where('id', '=', id)
    .where('status', '=', 'queued')
    .executeTakeFirst();
  if (queued.numUpdatedRows === 1n) return 'queued';
  const running = await tx
    .updateTable('ingest.import')
    .set({ cancel_requested: true })
    .where('id', '=', id)
    .where('status', '=', 'running')
    .executeTakeFirst();
  return running.numUpdatedRows === 1n ? 'running' : null;
}

/** Move rows from quarantine to accepted (released) or to non-data (discarded by a person). */
export async function moveCounts(tx: Tx, id: string, moved: { accepted: number; nonData: number }): Promise<void> {
  await tx
    .updateTable('ingest.import')
    .set({
      rows_accepted: sql`rows_accepted + ${moved.accepted}`,
      rows_non_data: sql`rows_non_data + ${moved.nonData}`,
      rows_quarantined: sql`rows_quarantined - ${moved.accepted + moved.nonData}`,
    })
    .where('id', '=', id)
    .execute();
}

/**
 * Imports whose run has died. In an embedded ledger every other run is dead, since the folder is locked;
 * on a server a run is dead when it has not been heard of for `silentSeconds`.
 */
export function deadImports(db: Db, run: string, silentSeconds: number | null): Promise<DeadImport[]> {
  let query = db
    .selectFrom('ingest.import')
    .select(['id', 'run', 'crashes'])
    .where('status', '=', 'running')
    .where('run', '!=', run);
  if (silentSeconds !== null)
    query = query.where(sql<boolean>`heartbeat_at < clock_timestamp() - make_interval(secs => ${silentSeconds})`);
  return query.orderBy('created_at').execute();
}

export interface DeadImport {
  readonly id: string;
  readonly run: string | null;
  readonly crashes: number;
}

/** Take a dead run's import away from it; false when somebody else has done so. */
export async function releaseDead(
  tx: Tx,
  dead: DeadImport,
  end: { status: 'queued' } | { status: 'failed'; code: string; sentence: string; at: Date },
): Promise<boolean> {
  const closed =
    end.status === 'queued'
      ? { ...CLEARED, status: 'queued' as const }
      : { status: 'failed' as const, run: null, failure_code: end.code, failure: end.sentence, finished_at: end.at };
  const result = await tx
    .updateTable('ingest.import')
    .set({ ...closed, crashes: dead.crashes + 1 })
    .where('id', '=', dead.id)
    .where('run', '=', dead.run)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function queuedImports(db: Db): Promise<{ id: string; bytes: number; attempts: number }[]> {
  return db
    .selectFrom('ingest.import as i')
    .innerJoin('ingest.file as f', 'f.hash', 'i.file_hash')
    .select(['i.id', 'f.bytes', 'i.attempts'])
    .where('i.status', '=', 'queued')
    .orderBy('i.created_at')
    .execute();
}
