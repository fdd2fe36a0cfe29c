import type { Db, Tx } from '../tables.ts';

/** The demo accounts, in the order in which they were made. */
export function demoUsers(db: Db): Promise<{ id: string; username: string }[]> {
  return db
    .selectFrom('identity.app_user')
    .select(['id', 'username'])
    .where('is_demo', '=', true)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** Remove the demo accounts with their sessions and grants; their rows in the audit stay. */
export async function deleteDemoUsers(tx: Tx): Promise<number> {
  const result = await tx.deleteFrom('identity.app_user').where('is_demo', '=', true).executeTakeFirst();
  return Number(result.numDeletedRows);
}
