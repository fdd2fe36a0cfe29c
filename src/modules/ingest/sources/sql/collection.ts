import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Db, Tx } from '../../tables.ts';
import { Drift, MappedColumn, Schedule, SourceObject } from '../contract.ts';
import type { CollectionState } from '../tables.ts';

export interface CollectionRow {
  readonly id: string;
  readonly sourceId: string;
  readonly object: SourceObject;
  readonly title: string;
  readonly resourceId: string;
  readonly columns: readonly MappedColumn[];
  readonly ignored: readonly string[];
  readonly mode: 'full' | 'incremental';
  readonly watermarkColumn: string | null;
  readonly keyColumns: readonly string[];
  readonly watermark: string | null;
  readonly schedule: Schedule;
  readonly state: CollectionState;
  readonly drift: Drift | null;
  readonly failures: number;
  readonly nextAt: Date | null;
  readonly createdBy: string;
  readonly createdByName: string;
}

const COLLECTION = [
  'id',
  'source_id as sourceId',
  'object',
  'title',
  'resource_id as resourceId',
  'columns',
  'ignored',
  'mode',
  'watermark_column as watermarkColumn',
  'key_columns as keyColumns',
  'watermark',
  'schedule',
  'state',
  'drift',
  'failures',
  'next_at as nextAt',
  'created_by as createdBy',
  'created_by_name as createdByName',
] as const;

const Columns = Type.Array(MappedColumn);

type Stored = Omit<CollectionRow, 'object' | 'columns' | 'schedule' | 'drift'> &
  Readonly<Record<'object' | 'columns' | 'schedule' | 'drift', unknown>>;

/** What stands in JSON is what was written; a row that does not read is a defect and says so. */
function parsed(row: Stored): CollectionRow {
  return {
    ...row,
    object: Value.Parse(SourceObject, row.object),
    columns: Value.Parse(Columns, row.columns),
    schedule: Value.Parse(Schedule, row.schedule),
    drift: row.drift === null ? null : Value.Parse(Drift, row.drift),
  };
}

export async function listCollectionRows(db: Db): Promise<CollectionRow[]> {
  const rows = await db.selectFrom('ingest.collection').select(COLLECTION).orderBy('created_at', 'desc').execute();
  return rows.map(parsed);
}

export async function collectionById(db: Db, id: string): Promise<CollectionRow | null> {
  const row = await db.selectFrom('ingest.collection').select(COLLECTION).where('id', '=', id).executeTakeFirst();
  return row ? parsed(row) : null;
}

export async function collectionOfResource(db: Db, resourceId: string): Promise<CollectionRow | null> {
  const query = db.selectFrom('ingest.collection').select(COLLECTION).where('resource_id', '=', resourceId);
  const row = await query.executeTakeFirst();
  return row ? parsed(row) : null;
}

/** False when another collection fills the resource already. */
export async function insertCollection(tx: Tx, row: CollectionRow & { at: Date }): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('ingest.collection')
    .values({
      id: row.id,
      source_id: row.sourceId,
      object: JSON.stringify(row.object),
      title: row.title,
      resource_id: row.resourceId,
      columns: JSON.stringify(row.columns),
      ignored: [...row.ignored],
      mode: row.mode,
      watermark_column: row.watermarkColumn,
      key_columns: [...row.keyColumns],
      watermark: null,
      schedule: JSON.stringify(row.schedule),
      state: row.state,
      next_at: row.nextAt,
      created_at: row.at,
      created_by: row.createdBy,
      created_by_name: row.createdByName,
    })
    .onConflict((conflict) => conflict.column('resource_id').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

type Change = Partial<
  Pick<CollectionRow, 'columns' | 'ignored' | 'watermark' | 'schedule' | 'state' | 'drift' | 'failures' | 'nextAt'>
>;

export async function changeCollection(tx: Tx, id: string, change: Change): Promise<void> {
  await tx
    .updateTable('ingest.collection')
    .set({
      ...(change.columns && { columns: JSON.stringify(change.columns) }),
      ...(change.ignored && { ignored: [...change.ignored] }),
      ...(change.watermark !== undefined && { watermark: change.watermark }),
      ...(change.schedule && { schedule: JSON.stringify(change.schedule) }),
      ...(change.state && { state: change.state }),
      ...(change.drift !== undefined && { drift: change.drift === null ? null : JSON.stringify(change.drift) }),
      ...(change.failures !== undefined && { failures: change.failures }),
      ...(change.nextAt !== undefined && { next_at: change.nextAt }),
    })
    .where('id', '=', id)
    .execute();
}

/** Active collections whose time has come, the longest waiting first. */
export async function dueCollections(db: Db, now: Date): Promise<CollectionRow[]> {
  const rows = await db
    .selectFrom('ingest.collection')
    .select(COLLECTION)
    .where('state', '=', 'active')
    .where('next_at', '<=', now)
    .orderBy('next_at')
    .limit(200)
    .execute();
  return rows.map(parsed);
}

/** Names of columns of a collection's table that make its key; empty when every row stands for itself. */
export async function keysOfResource(db: Db, resourceId: string): Promise<readonly string[]> {
  return (await collectionOfResource(db, resourceId))?.keyColumns ?? [];
}
