import { sql } from 'kysely';
import type { Db } from '../tables.ts';

/** Those of these nodes that have an older directory, as far as is known, and may be called now. */
export async function peersBehind(db: Db, ids: readonly string[], version: number, now: Date) {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; directory: number }>`
    select m.id, coalesce(p.directory, 0) as directory
    from json_array_elements_text(${JSON.stringify(ids)}::json) as m(id)
    left join exchange.node_peer p on p.id = m.id
    where coalesce(p.directory, 0) < ${version} and (p.next_at is null or p.next_at <= ${now})`.execute(db);
  return rows.map((row) => ({ ...row, directory: Number(row.directory) }));
}

/** A node has this directory. */
export async function setDirectory(db: Db, id: string, version: number): Promise<void> {
  await db
    .insertInto('exchange.node_peer')
    .values({ id, directory: version })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ directory: version }))
    .execute();
}
