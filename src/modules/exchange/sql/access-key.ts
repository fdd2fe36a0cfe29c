import type { Db, Tx } from '../tables.ts';

export interface KeyRow {
  readonly id: string;
  readonly system: string;
  readonly prefix: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

const KEY = [
  'id',
  'system',
  'prefix',
  'created_at as createdAt',
  'last_used_at as lastUsedAt',
  'revoked_at as revokedAt',
] as const;

export async function insertKey(
  tx: Tx,
  row: { id: string; grantId: string; system: string; prefix: string; hash: string; at: Date; by: string },
): Promise<void> {
  const { id, system, prefix, hash } = row;
  const values = { id, system, prefix, hash, grant_id: row.grantId, created_at: row.at, created_by: row.by };
  await tx.insertInto('exchange.access_key').values(values).execute();
}

export function keysOfGrant(db: Db, grantId: string): Promise<KeyRow[]> {
  return db
    .selectFrom('exchange.access_key')
    .select(KEY)
    .where('grant_id', '=', grantId)
    .orderBy('created_at')
    .execute();
}

/** The key with this digest, unless it has been stopped. */
export function keyByHash(db: Db, hash: string): Promise<{ id: string; system: string; grantId: string } | undefined> {
  return db
    .selectFrom('exchange.access_key')
    .select(['id', 'system', 'grant_id as grantId'])
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

export async function touchKey(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.updateTable('exchange.access_key').set({ last_used_at: at }).where('id', '=', id).execute();
}

/** @returns whether there was such a key that could be stopped */
export async function revokeKey(tx: Tx, grantId: string, id: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('exchange.access_key')
    .set({ revoked_at: at })
    .where('grant_id', '=', grantId)
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return Number(done.numUpdatedRows) === 1;
}
