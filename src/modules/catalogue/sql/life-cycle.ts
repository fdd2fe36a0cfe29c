import { sql } from 'kysely';
import type { ItemFields, ResourceFields } from '../contract.ts';
import type { Db, Stage, Tx } from '../tables.ts';
import { touchSearch } from './search.ts';

/** Write what a person edits of a resource. */
export async function updateFields(tx: Tx, id: string, fields: ResourceFields): Promise<void> {
  await tx
    .updateTable('catalogue.resource')
    .set({
      title: fields.title,
      provider_dept: fields.providerDept,
      summary: fields.summary,
      class_code: fields.classCode,
      format: fields.format,
      source_class: fields.sourceClass,
      update_cycle: fields.updateCycle,
      sharing_type: fields.sharingType,
      sharing_condition: fields.sharingCondition,
      sharing_ways: [...fields.sharingWays],
      sharing_scope: fields.sharingScope,
      no_sharing_basis: fields.noSharingBasis,
      opening_type: fields.openingType,
      opening_condition: fields.openingCondition,
      is_secret: fields.isSecret,
      grade: fields.grade,
      related_codes: [...fields.relatedCodes],
    })
    .where('id', '=', id)
    .execute();
}

/** Write what is said of items that stand; their columns stay as they are. */
export async function updateItems(tx: Tx, resourceId: string, items: readonly ItemFields[]): Promise<void> {
  const rows = items.map(
    ({ seq, name, note, length, codeList, sharingType, openingType, grade, personal, identifier }) => ({
      ...{ seq, name, note, length, code_list: codeList, sharing_type: sharingType, opening_type: openingType },
      ...{ grade, personal, identifier },
    }),
  );
  await sql`
    update catalogue.item i set name = n.name, note = n.note, length = n.length, code_list = n.code_list,
      sharing_type = n.sharing_type, opening_type = n.opening_type, grade = n.grade, personal = n.personal,
      identifier = n.identifier
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(seq int, name text, note text, length int, code_list text,
      sharing_type text, opening_type text, grade text, personal text, identifier text)
    where i.resource_id = ${resourceId} and i.seq = n.seq`.execute(tx);
}

export async function deleteItems(tx: Tx, resourceId: string): Promise<void> {
  await tx.deleteFrom('catalogue.item').where('resource_id', '=', resourceId).execute();
}

/** The stage after a step; the revision goes up with every write. */
export async function setStage(tx: Tx, id: string, stage: Stage): Promise<void> {
  await tx.updateTable('catalogue.resource').set({ stage }).where('id', '=', id).execute();
}

/** A write of any kind has been made: the next one must have seen it. */
export async function raiseRevision(tx: Tx, id: string, now: Date): Promise<void> {
  await sql`update catalogue.resource set revision = revision + 1, updated_at = ${now} where id = ${id}`.execute(tx);
  await touchSearch(tx, id, true);
}

export async function setClassNumber(tx: Tx, id: string, seq: number | null): Promise<void> {
  await tx.updateTable('catalogue.resource').set({ class_seq: seq }).where('id', '=', id).execute();
}

export async function saveChange(tx: Tx, id: string, fields: ResourceFields, at: Date, by: string): Promise<void> {
  const row = { fields: JSON.stringify(fields), saved_at: at, saved_by: by };
  await tx
    .insertInto('catalogue.change')
    .values({ resource_id: id, ...row })
    .onConflict((conflict) => conflict.column('resource_id').doUpdateSet(row))
    .execute();
}

export async function changeOf(db: Db, id: string): Promise<unknown> {
  const row = await db.selectFrom('catalogue.change').select('fields').where('resource_id', '=', id).executeTakeFirst();
  return row?.fields;
}

export async function dropChange(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('catalogue.change').where('resource_id', '=', id).execute();
}

export interface NewVersion {
  readonly resourceId: string;
  readonly no: number;
  readonly at: Date;
  readonly by: string;
  readonly reason: string;
  readonly snapshot: string;
  readonly digest: string;
}

/** Keep a version for good and make it the resource's. */
export async function insertVersion(tx: Tx, version: NewVersion): Promise<void> {
  const { resourceId, no, at, by, reason, snapshot, digest } = version;
  await tx
    .insertInto('catalogue.version')
    .values({ resource_id: resourceId, no, published_at: at, published_by: by, reason, snapshot, digest })
    .execute();
  await tx
    .updateTable('catalogue.resource')
    .set({ version: no, published_at: at })
    .where('id', '=', resourceId)
    .execute();
}

/** Versions of a resource, the first one first. */
export function versionsOf(db: Db, id: string) {
  return db
    .selectFrom('catalogue.version')
    .select(['no', 'published_at as at', 'published_by as by', 'reason', 'snapshot', 'digest'])
    .where('resource_id', '=', id)
    .orderBy('no')
    .execute();
}

/** Steps that a resource has taken, the latest first. */
export function stepsOf(db: Db, flow: string, id: string) {
  return db
    .selectFrom('platform.transition')
    .select(['at', 'event', 'from_state as from', 'to_state as to', 'username as by', 'user_id as userId', 'reason'])
    .where('flow', '=', flow)
    .where('subject_kind', '=', 'resource')
    .where('subject_id', '=', id)
    .orderBy('seq', 'desc')
    .limit(200)
    .execute();
}
