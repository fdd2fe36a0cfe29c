import type { Db, Tx } from '../../tables.ts';
import type { SourceClass, SourceKind } from '../tables.ts';

export interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly kind: SourceKind;
  readonly class: SourceClass;
  readonly providerDept: string | null;
  readonly settings: unknown;
  readonly secret: string | null;
  readonly checkedAt: Date | null;
  readonly checkFailure: string | null;
  readonly createdAt: Date;
  readonly createdBy: string;
}

const SOURCE = [
  'id',
  'name',
  'kind',
  'class',
  'provider_dept as providerDept',
  'settings',
  'secret',
  'checked_at as checkedAt',
  'check_failure as checkFailure',
  'created_at as createdAt',
  'created_by as createdBy',
] as const;

export function listSourceRows(db: Db): Promise<SourceRow[]> {
  return db.selectFrom('ingest.source').select(SOURCE).orderBy('name').execute();
}

export function sourceById(db: Db, id: string): Promise<SourceRow | undefined> {
  return db.selectFrom('ingest.source').select(SOURCE).where('id', '=', id).executeTakeFirst();
}

/** False when the name is taken. */
export async function insertSource(tx: Tx, row: Omit<SourceRow, 'checkedAt' | 'checkFailure'>): Promise<boolean> {
  const result = await tx
    .insertInto('ingest.source')
    .values({
      id: row.id,
      name: row.name,
      kind: row.kind,
      class: row.class,
      provider_dept: row.providerDept,
      settings: JSON.stringify(row.settings),
      secret: row.secret,
      check_failure: null,
      created_at: row.createdAt,
      created_by: row.createdBy,
      updated_at: row.createdAt,
    })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** False when another source has the name. */
export async function updateSource(
  tx: Tx,
  id: string,
  row: Pick<SourceRow, 'name' | 'class' | 'providerDept' | 'settings' | 'secret'> & { at: Date },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('ingest.source')
    .set({
      name: row.name,
      class: row.class,
      provider_dept: row.providerDept,
      settings: JSON.stringify(row.settings),
      secret: row.secret,
      updated_at: row.at,
    })
    .where('id', '=', id)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('ingest.source as other')
            .select('other.id')
            .where('other.name', '=', row.name)
            .where('other.id', '!=', id),
        ),
      ),
    )
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

export async function noteCheck(tx: Tx, id: string, failure: string | null, at: Date): Promise<void> {
  await tx.updateTable('ingest.source').set({ checked_at: at, check_failure: failure }).where('id', '=', id).execute();
}

/** False while a collection takes from it. */
export async function deleteSource(tx: Tx, id: string): Promise<boolean> {
  const used = await tx.selectFrom('ingest.collection').select('id').where('source_id', '=', id).limit(1).execute();
  if (used.length > 0) return false;
  await tx.deleteFrom('ingest.source').where('id', '=', id).execute();
  return true;
}
