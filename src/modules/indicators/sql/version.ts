import { sql } from 'kysely';
import type { Db, Tx } from '../tables.ts';

/** The version under which answers are cached, and the highest publication number given so far. */
export async function readVersion(db: Db): Promise<{ version: number; lastPublication: number }> {
  return db
    .selectFrom('indicators.data_version')
    .select(['version', 'last_publication as lastPublication'])
    .executeTakeFirstOrThrow();
}

/** Say, in the transaction of a change, that answers may differ from now on. Serialises such changes. */
export async function raiseVersion(tx: Tx): Promise<void> {
  await tx.updateTable('indicators.data_version').set({ version: sql`version + 1` }).execute();
}

/** The next publication number; the row lock is held to the end of the transaction. */
export async function nextPublication(tx: Tx): Promise<number> {
  const row = await tx
    .updateTable('indicators.data_version')
    .set({ last_publication: sql`last_publication + 1` })
    .returning('last_publication')
    .executeTakeFirstOrThrow();
  return row.last_publication;
}
