import { sql } from 'kysely';
import type { Db, Tx } from '../tables.ts';

/** Count a call in its minute; the number of calls in it so far. */
export async function countCall(db: Db, grantId: string, minute: Date): Promise<number> {
  const { rows } = await sql<{ calls: number }>`
    insert into exchange.rate as r (grant_id, minute, calls) values (${grantId}, ${minute}, 1)
    on conflict (grant_id) do update
      set calls = case when r.minute = excluded.minute then r.calls + 1 else 1 end, minute = excluded.minute
    returning calls`.execute(db);
  return Number(rows[0]?.calls ?? 1);
}

export async function usedOn(db: Db, grantId: string, day: string): Promise<{ rows: number; calls: number }> {
  const row = await db
    .selectFrom('exchange.usage')
    .select(['rows', 'calls'])
    .where('grant_id', '=', grantId)
    .where('day', '=', day)
    .executeTakeFirst();
  return { rows: Number(row?.rows ?? 0), calls: Number(row?.calls ?? 0) };
}

export async function addUse(
  tx: Tx,
  grantId: string,
  day: string,
  use: { rows: number; bytes: number },
): Promise<void> {
  await sql`
    insert into exchange.usage as u (grant_id, day, rows, bytes, calls) values (${grantId}, ${day}, ${use.rows}, ${use.bytes}, 1)
    on conflict (grant_id, day) do update
      set rows = u.rows + excluded.rows, bytes = u.bytes + excluded.bytes, calls = u.calls + 1`.execute(tx);
}
