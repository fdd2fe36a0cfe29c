import type { Custody } from '../rules/custody.ts';
import type { Db, Tx } from '../tables.ts';

/** Who brought these bytes, and the departments they were imported for. */
export async function custodyOfFile(db: Db, hash: string): Promise<Custody> {
  const [holders, imports] = await Promise.all([
    db.selectFrom('ingest.file_holder').select('user_id').where('file_hash', '=', hash).execute(),
    db.selectFrom('ingest.import').select('provider_dept').distinct().where('file_hash', '=', hash).execute(),
  ]);
  return { persons: holders.map((row) => row.user_id), departments: imports.map((row) => row.provider_dept) };
}

/** Someone has brought these bytes, for the first time or again. */
export async function noteHolder(tx: Tx, hash: string, userId: string, at: Date): Promise<void> {
  await tx
    .insertInto('ingest.file_holder')
    .values({ file_hash: hash, user_id: userId, since: at })
    .onConflict((conflict) => conflict.columns(['file_hash', 'user_id']).doNothing())
    .execute();
}
