import { type Kysely, sql, type Transaction } from 'kysely';
import type { NumberedItem } from './rules/items.ts';
import type { CatalogueTables, Openness, ResourceKind, UpdateCycle } from './tables.ts';

type Db = Kysely<CatalogueTables>;
type Tx = Transaction<CatalogueTables>;

/** A resource as the module's actions see it. */
export interface ResourceRow {
  readonly id: string;
  readonly code: string;
  readonly title: string;
  readonly providerDept: string | null;
  readonly summary: string;
  readonly kind: ResourceKind;
  readonly updateCycle: UpdateCycle;
  readonly sharingType: Openness;
  readonly openingType: Openness;
  readonly datasetTable: string;
  readonly shape: string;
  readonly status: 'pending' | 'active';
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const RESOURCE = [
  'id',
  'code',
  'title',
  'provider_dept as providerDept',
  'summary',
  'kind',
  'update_cycle as updateCycle',
  'sharing_type as sharingType',
  'opening_type as openingType',
  'dataset_table as datasetTable',
  'shape',
  'status',
  'created_at as createdAt',
  'updated_at as updatedAt',
] as const;

const ITEM = [
  'seq',
  'column_name as columnName',
  'key',
  'name',
  'role',
  'data_type as dataType',
  'unit',
  'basis',
  'note',
] as const;

/** What makes two files bring batches of one resource. */
export interface ResourceIdentity {
  readonly shape: string;
  readonly title: string;
  readonly providerDept: string | null;
}

/** Insert unless a resource of this identity stands; the standing one is locked until the transaction ends. */
export async function insertResource(
  tx: Tx,
  row: Omit<ResourceRow, 'code' | 'status' | 'createdAt' | 'updatedAt'> & { now: Date; createdBy: string },
): Promise<ResourceRow> {
  await tx
    .insertInto('catalogue.resource')
    .values({
      id: row.id,
      title: row.title,
      provider_dept: row.providerDept,
      summary: row.summary,
      kind: row.kind,
      update_cycle: row.updateCycle,
      sharing_type: row.sharingType,
      opening_type: row.openingType,
      dataset_table: row.datasetTable,
      shape: row.shape,
      status: 'pending',
      created_at: row.now,
      created_by: row.createdBy,
      updated_at: row.now,
    })
    .onConflict((conflict) => conflict.columns(['shape', 'title', 'provider_dept']).doNothing())
    .execute();
  return lockResource(tx, row);
}

function lockResource(tx: Tx, { shape, title, providerDept }: ResourceIdentity): Promise<ResourceRow> {
  return tx
    .selectFrom('catalogue.resource')
    .select(RESOURCE)
    .where('shape', '=', shape)
    .where('title', '=', title)
    .where('provider_dept', 'is not distinct from', providerDept)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

export function resourceById(db: Db, id: string): Promise<ResourceRow | undefined> {
  return db.selectFrom('catalogue.resource').select(RESOURCE).where('id', '=', id).executeTakeFirst();
}

/** The first batch of data stands: the resource appears in lists; later batches move it to the front. */
export async function touchResource(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.updateTable('catalogue.resource').set({ status: 'active', updated_at: now }).where('id', '=', id).execute();
}

export function itemsOf(db: Db, resourceId: string): Promise<NumberedItem[]> {
  return db.selectFrom('catalogue.item').select(ITEM).where('resource_id', '=', resourceId).orderBy('seq').execute();
}

export async function insertItems(tx: Tx, resourceId: string, items: readonly NumberedItem[]): Promise<void> {
  if (items.length === 0) return;
  const rows = items.map((item) => ({
    resource_id: resourceId,
    seq: item.seq,
    column_name: item.columnName,
    key: item.key,
    name: item.name,
    role: item.role,
    data_type: item.dataType,
    unit: item.unit,
    basis: item.basis,
    note: item.note ?? '',
  }));
  await tx.insertInto('catalogue.item').values(rows).execute();
}

export interface ResourceFilter {
  readonly search: string | null;
  readonly provider: string | null;
  readonly offset: number;
  readonly limit: number;
}

/** Active resources, the most recently updated first; `search` looks into title, code, summary and item names. */
export async function findResources(
  db: Db,
  filter: ResourceFilter,
): Promise<{ total: number; rows: (ResourceRow & { itemCount: number })[] }> {
  const found = matching(db, filter);
  const count = await found.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const rows = await found
    .select(RESOURCE)
    .select(
      sql<number>`(select count(*) from catalogue.item i where i.resource_id = catalogue.resource.id)`.as('itemCount'),
    )
    .orderBy('updated_at', 'desc')
    .orderBy('id')
    .offset(filter.offset)
    .limit(filter.limit)
    .execute();
  return { total: Number(count.total), rows: rows.map((row) => ({ ...row, itemCount: Number(row.itemCount) })) };
}

function matching(db: Db, { search, provider }: ResourceFilter) {
  let query = db.selectFrom('catalogue.resource').where('status', '=', 'active');
  if (provider !== null) query = query.where('provider_dept', '=', provider);
  if (search === null) return query;
  const like = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`;
  return query.where(sql<boolean>`(title ilike ${like} or code ilike ${like} or summary ilike ${like} or exists (
    select 1 from catalogue.item i where i.resource_id = catalogue.resource.id and i.name ilike ${like}))`);
}
