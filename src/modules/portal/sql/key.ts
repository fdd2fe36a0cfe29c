import { sql } from 'kysely';
import type { Db, Tx } from '../tables.ts';

export interface KeyRow {
  readonly id: string;
  readonly name: string;
  readonly contact: string;
  readonly purpose: string;
  readonly prefix: string;
  readonly quota: number;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
}

const KEY = ['id', 'name', 'contact', 'purpose', 'prefix', 'quota', 'created_at', 'revoked_at'] as const;

export async function insertKey(
  tx: Tx,
  row: Omit<KeyRow, 'created_at' | 'revoked_at'> & { digest: string; at: Date },
): Promise<void> {
  const { at, ...rest } = row;
  await tx
    .insertInto('portal.api_key')
    .values({ ...rest, created_at: at })
    .execute();
}

/** A key that stands, by its digest. */
export function keyByDigest(db: Db, digest: string): Promise<KeyRow | undefined> {
  return db
    .selectFrom('portal.api_key')
    .select(KEY)
    .where('digest', '=', digest)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
}

export function lockKey(tx: Tx, id: string): Promise<KeyRow | undefined> {
  return tx.selectFrom('portal.api_key').select(KEY).where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function changeKey(
  tx: Tx,
  id: string,
  change: { quota?: number; revoked_at?: Date | null },
): Promise<void> {
  await tx.updateTable('portal.api_key').set(change).where('id', '=', id).execute();
}

/** Count a call of a day and say how many there are now. */
export async function countCall(db: Db, keyId: string, day: string, rows: number): Promise<number> {
  const { rows: counted } = await sql<{ calls: number }>`
    insert into portal.usage (key_id, day, calls, rows) values (${keyId}, ${day}, 1, ${rows})
    on conflict (key_id, day) do update set calls = portal.usage.calls + 1, rows = portal.usage.rows + excluded.rows
    returning calls::float8 as calls`.execute(db);
  return counted[0]?.calls ?? 0;
}

export async function callsOf(db: Db, keyId: string, day: string): Promise<number> {
  const { rows } = await sql<{ calls: number }>`
    select calls::float8 as calls from portal.usage where key_id = ${keyId} and day = ${day}`.execute(db);
  return rows[0]?.calls ?? 0;
}

export interface KeyUsage extends KeyRow {
  readonly today: number;
  readonly month: number;
  readonly rows: number;
}

/** Keys with what they used, the newest first. */
export async function listKeys(
  db: Db,
  page: { day: string; limit: number; offset: number },
): Promise<{ total: number; rows: KeyUsage[] }> {
  const { rows } = await sql<KeyUsage & { total: number }>`
    select k.id, k.name, k.contact, k.purpose, k.prefix, k.quota, k.created_at, k.revoked_at,
           coalesce(sum(u.calls) filter (where u.day = ${page.day}), 0)::float8 as today,
           coalesce(sum(u.calls) filter (where u.day > ${page.day}::date - 30), 0)::float8 as month,
           coalesce(sum(u.rows) filter (where u.day > ${page.day}::date - 30), 0)::float8 as rows,
           (count(*) over ())::int as total
    from portal.api_key k left join portal.usage u on u.key_id = k.id
    group by k.id order by k.created_at desc, k.id limit ${page.limit} offset ${page.offset}`.execute(db);
  return { total: rows[0]?.total ?? 0, rows };
}
