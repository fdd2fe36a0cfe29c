import { sql } from 'kysely';
import type { NumberedItem } from '../rules/items.ts';
import type {
  Db,
  Grade,
  Identifier,
  Openness,
  Personal,
  ResourceFormat,
  ResourceKind,
  SourceClass,
  Stage,
  Tx,
  UpdateCycle,
} from '../tables.ts';

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
  readonly createdBy: string;
  readonly updatedAt: Date;
  readonly stage: Stage;
  /** Published versions so far. */
  readonly version: number;
  readonly classCode: string | null;
  readonly classSeq: number | null;
  readonly format: ResourceFormat;
  readonly sourceClass: SourceClass;
  readonly sharingCondition: string;
  readonly sharingWays: readonly string[];
  readonly sharingScope: string;
  readonly noSharingBasis: string;
  readonly openingCondition: string;
  readonly isSecret: boolean;
  readonly grade: Grade;
  readonly relatedCodes: readonly string[];
  readonly publishedAt: Date | null;
  readonly isDemo: boolean;
  readonly revision: number;
  readonly listed: boolean;
}

/** An item with what the catalogue says of it. */
export interface ItemRow extends NumberedItem {
  readonly length: number | null;
  readonly codeList: string | null;
  readonly sharingType: Openness;
  readonly openingType: Openness;
  readonly grade: Grade;
  readonly personal: Personal;
  readonly identifier: Identifier;
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
  'created_by as createdBy',
  'updated_at as updatedAt',
  'stage',
  'version',
  'class_code as classCode',
  'class_seq as classSeq',
  'format',
  'source_class as sourceClass',
  'sharing_condition as sharingCondition',
  'sharing_ways as sharingWays',
  'sharing_scope as sharingScope',
  'no_sharing_basis as noSharingBasis',
  'opening_condition as openingCondition',
  'is_secret as isSecret',
  'grade',
  'related_codes as relatedCodes',
  'published_at as publishedAt',
  'is_demo as isDemo',
  'revision',
  'listed',
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
  'length',
  'code_list as codeList',
  'sharing_type as sharingType',
  'opening_type as openingType',
  'grade',
  'personal',
  'identifier',
] as const;

/** What makes two files bring batches of one resource. */
export interface ResourceIdentity {
  readonly shape: string;
  readonly title: string;
  readonly providerDept: string | null;
}

/** A resource as it is registered; what is not said takes its column's default. */
export type NewResource = ResourceIdentity &
  Pick<ResourceRow, 'id' | 'summary' | 'kind' | 'updateCycle' | 'sharingType' | 'openingType' | 'datasetTable'> &
  Partial<Pick<ResourceRow, 'classCode' | 'grade' | 'format' | 'sourceClass' | 'isDemo'>> & {
    readonly now: Date;
    readonly createdBy: string;
  };

/** Insert unless a resource of this identity stands; the standing one is locked until the transaction ends. */
export async function insertResource(tx: Tx, row: NewResource): Promise<ResourceRow> {
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
      class_code: row.classCode ?? null,
      grade: row.grade ?? 'general',
      format: row.format ?? 'spreadsheet',
      source_class: row.sourceClass ?? 'government',
      is_demo: row.isDemo ?? false,
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

/** The resource, held until the transaction ends. */
export function lockResourceById(tx: Tx, id: string): Promise<ResourceRow | undefined> {
  return tx.selectFrom('catalogue.resource').select(RESOURCE).where('id', '=', id).forUpdate().executeTakeFirst();
}

/** The first batch of data stands: the resource appears in lists; later batches move it to the front. */
export async function touchResource(tx: Tx, id: string, now: Date): Promise<void> {
  await tx
    .updateTable('catalogue.resource')
    .set({ status: 'active', updated_at: now, data_at: now })
    .where('id', '=', id)
    .execute();
}

export function itemsOf(db: Db, resourceId: string): Promise<ItemRow[]> {
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
    length: item.length ?? null,
    code_list: item.codeList ?? null,
    sharing_type: item.sharingType ?? 'conditional',
    opening_type: item.openingType ?? 'none',
    grade: item.grade ?? 'general',
    personal: item.personal ?? 'none',
    identifier: item.identifier ?? 'none',
  }));
  await tx.insertInto('catalogue.item').values(rows).execute();
}

/** Resources with the number of their items, in no order. */
export async function resourcesByIds(db: Db, ids: readonly string[]): Promise<(ResourceRow & { itemCount: number })[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('catalogue.resource')
    .select(RESOURCE)
    .select(
      sql<number>`(select count(*)::int from catalogue.item i where i.resource_id = catalogue.resource.id)`.as(
        'itemCount',
      ),
    )
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .execute();
  return rows;
}

/** Items of several resources, by resource. */
export async function itemsByResource(db: Db, ids: readonly string[]): Promise<Map<string, ItemRow[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('catalogue.item')
    .select(ITEM)
    .select('resource_id as resourceId')
    .where(sql<boolean>`resource_id = any(${[...ids]}::uuid[])`)
    .orderBy('resource_id')
    .orderBy('seq')
    .execute();
  return Map.groupBy(rows, ({ resourceId }) => resourceId);
}
