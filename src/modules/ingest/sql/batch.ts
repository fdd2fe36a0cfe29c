import { sql } from 'kysely';
import type { BatchKind, BatchStatus, Db, Tx } from '../tables.ts';

export interface BatchRow {
  readonly no: number;
  /** Null for a batch of a collection. */
  readonly importId: string | null;
  readonly resourceId: string;
  readonly kind: BatchKind;
  readonly status: BatchStatus;
  readonly rows: number;
  readonly committedAt: Date | null;
  readonly supersededBy: number | null;
}

const BATCH = [
  'no',
  'import_id as importId',
  'resource_id as resourceId',
  'kind',
  'status',
  'rows',
  'committed_at as committedAt',
  'superseded_by as supersededBy',
] as const;

export async function openBatch(
  tx: Tx,
  row: { importId: string; resourceId: string; kind: BatchKind; run: string; at: Date },
): Promise<number> {
  const opened = await tx
    .insertInto('ingest.batch')
    .values({
      import_id: row.importId,
      resource_id: row.resourceId,
      kind: row.kind,
      status: 'open',
      run: row.run,
      opened_at: row.at,
      superseded_by: null,
    })
    .returning('no')
    .executeTakeFirstOrThrow();
  return Number(opened.no);
}

/** From here on its rows exist for readers; false when it is no longer open. */
export async function commitBatch(tx: Tx, no: number, rows: number, at: Date): Promise<boolean> {
  const result = await tx
    .updateTable('ingest.batch')
    .set({ status: 'committed', rows, committed_at: at })
    .where('no', '=', no)
    .where('status', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * A new reading of the same sheet takes the place of the older ones, their mended rows included.
 * @returns the numbers of the batches that gave way.
 */
export async function supersedeBatches(
  tx: Tx,
  place: { fileHash: string; sheet: number },
  by: number,
): Promise<number[]> {
  const rows = await tx
    .updateTable('ingest.batch')
    .set({ status: 'superseded', superseded_by: by })
    .where('status', '=', 'committed')
    .where('no', '!=', by)
    .where('import_id', 'in', (query) =>
      query
        .selectFrom('ingest.import')
        .select('id')
        .where('file_hash', '=', place.fileHash)
        .where('sheet', '=', place.sheet),
    )
    .returning('no')
    .execute();
  return rows.map(({ no }) => Number(no)).sort((a, b) => a - b);
}

export async function markBatch(db: Db, no: number, from: BatchStatus, to: 'aborted' | 'purged'): Promise<void> {
  await db.updateTable('ingest.batch').set({ status: to }).where('no', '=', no).where('status', '=', from).execute();
}

/** Open batches whose import is no longer running (or whose release never ended): nobody will commit them. */
export function orphanBatches(db: Db, run: string, silentSeconds: number | null): Promise<BatchRow[]> {
  let query = db.selectFrom('ingest.batch').select(BATCH).where('status', '=', 'open').where('run', '!=', run);
  // Batches of collections are looked after by their own runs.
  query = query.where('import_id', 'is not', null);
  query = query.where(
    sql<boolean>`not exists (select 1 from ingest.import i
      where i.id = import_id and i.status = 'running' and i.run = ingest.batch.run)`,
  );
  // A release has no heartbeat; it takes seconds.
  if (silentSeconds !== null)
    query = query.where(sql<boolean>`opened_at < clock_timestamp() - make_interval(secs => ${silentSeconds})`);
  return query.orderBy('no').execute();
}

export function abortedBatches(db: Db): Promise<BatchRow[]> {
  return db.selectFrom('ingest.batch').select(BATCH).where('status', '=', 'aborted').orderBy('no').execute();
}

export function batchByNo(db: Db, no: number): Promise<BatchRow | undefined> {
  return db.selectFrom('ingest.batch').select(BATCH).where('no', '=', no).executeTakeFirst();
}

/** Batches of an import that readers see, oldest first. */
export async function committedBatches(db: Db, of: { importId: string } | { resourceId: string }): Promise<number[]> {
  const base = db.selectFrom('ingest.batch').select('no').where('status', '=', 'committed').orderBy('no');
  const rows = await ('importId' in of
    ? base.where('import_id', '=', of.importId)
    : base.where('resource_id', '=', of.resourceId)
  ).execute();
  return rows.map(({ no }) => Number(no));
}

export interface BatchListRow extends BatchRow {
  /** Null where a source stands behind the batch. */
  readonly fileHash: string | null;
  /** Of a file, or of a source. */
  readonly fileName: string;
  readonly sheetName: string;
  readonly title: string;
  readonly importedBy: string;
}

/** Batches of a resource, the newest first: what stands and what has been superseded. */
export function batchesOfResource(db: Db, resourceId: string, page: { offset: number; limit: number }) {
  return db
    .selectFrom('ingest.batch as b')
    .leftJoin('ingest.import as i', 'i.id', 'b.import_id')
    .leftJoin('ingest.file as f', 'f.hash', 'i.file_hash')
    .leftJoin('ingest.run as r', 'r.id', 'b.run_id')
    .leftJoin('ingest.collection as c', 'c.id', 'r.collection_id')
    .leftJoin('ingest.source as s', 's.id', 'c.source_id')
    .select([
      'b.no',
      'b.import_id as importId',
      'b.resource_id as resourceId',
      'b.kind',
      'b.status',
      'b.rows',
      'b.committed_at as committedAt',
      'b.superseded_by as supersededBy',
      'f.hash as fileHash',
      sql<string>`coalesce(f.name, s.name)`.as('fileName'),
      sql<string>`coalesce(i.sheet_name, c.object ->> 'name')`.as('sheetName'),
      sql<string>`coalesce(i.title, c.title)`.as('title'),
      sql<string>`coalesce(i.created_by_name, c.created_by_name)`.as('importedBy'),
    ])
    .where('b.resource_id', '=', resourceId)
    .where('b.status', 'in', ['committed', 'superseded'])
    .orderBy('b.no', 'desc')
    .offset(page.offset)
    .limit(page.limit)
    .execute();
}
