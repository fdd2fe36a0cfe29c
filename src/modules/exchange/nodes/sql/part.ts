import { sql } from 'kysely';
import type { Part } from '../rules/envelope.ts';
import type { Db, Tx } from '../tables.ts';

/** Those of these parts that a peer has not brought here whole. */
export async function missingParts(tx: Tx, peer: string, parts: readonly Part[]): Promise<string[]> {
  if (parts.length === 0) return [];
  const hashes = [...new Set(parts.map(({ hash }) => hash))];
  const rows = await tx
    .selectFrom('exchange.node_part')
    .select('hash')
    .where('peer', '=', peer)
    .where('hash', 'in', hashes)
    .where('done_at', 'is not', null)
    .execute();
  const there = new Set(rows.map((row) => row.hash));
  return hashes.filter((hash) => !there.has(hash));
}

/** The part as an accepted message of this peer names it; undefined when none does. */
export async function announcedPart(db: Db, peer: string, hash: string): Promise<Part | undefined> {
  const { rows } = await sql<{ part: Part }>`
    select part from exchange.node_inbox, json_array_elements(header::json -> 'parts') as part
    where from_node = ${peer} and state in ('held', 'accepted', 'verified') and part ->> 'hash' = ${hash}
    limit 1`.execute(db);
  return rows[0]?.part;
}

export interface PartRow {
  readonly bytes: number;
  readonly chunks: number;
  readonly doneAt: Date | null;
}

export async function findPart(db: Db, peer: string, hash: string): Promise<PartRow | undefined> {
  const row = await db
    .selectFrom('exchange.node_part')
    .select(['bytes', 'chunks', 'done_at as doneAt'])
    .where('peer', '=', peer)
    .where('hash', '=', hash)
    .executeTakeFirst();
  return row && { ...row, bytes: Number(row.bytes) };
}

export async function insertPart(tx: Tx, peer: string, hash: string, bytes: number, chunks: number, doneAt?: Date) {
  await tx
    .insertInto('exchange.node_part')
    .values({ peer, hash, bytes, chunks, done_at: doneAt ?? null })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Say which pieces a part has, from a number on. What is known of them already stays. */
export async function insertChunks(
  tx: Tx,
  peer: string,
  part: string,
  from: number,
  hashes: readonly string[],
  present: boolean,
) {
  if (hashes.length === 0) return;
  await sql`
    insert into exchange.node_chunk (peer, part, no, hash, present)
    select ${peer}, ${part}, ${from}::integer + (at - 1)::integer, hash, ${present}
    from json_array_elements_text(${JSON.stringify(hashes)}::json) with ordinality as r(hash, at)
    on conflict (peer, part, no) do nothing`.execute(tx);
}

/** Pieces of a part, in order. */
export async function chunkPage(db: Db, peer: string, part: string, from: number, limit: number) {
  return db
    .selectFrom('exchange.node_chunk')
    .select(['no', 'hash', 'present'])
    .where('peer', '=', peer)
    .where('part', '=', part)
    .where('no', '>=', from)
    .orderBy('no')
    .limit(limit)
    .execute();
}

export async function findChunk(db: Db, peer: string, part: string, no: number) {
  const [row] = await chunkPage(db, peer, part, no, 1);
  return row?.no === no ? row : undefined;
}

export async function markPresent(tx: Tx, peer: string, part: string, nos: readonly number[]): Promise<void> {
  if (nos.length === 0) return;
  await tx
    .updateTable('exchange.node_chunk')
    .set({ present: true })
    .where('peer', '=', peer)
    .where('part', '=', part)
    .where('no', 'in', [...nos])
    .execute();
}

/** Every piece of a part is to be brought again: what was put together of them was not the part. */
export async function forgetChunks(tx: Tx, peer: string, part: string): Promise<void> {
  await tx.deleteFrom('exchange.node_chunk').where('peer', '=', peer).where('part', '=', part).execute();
}

/** How many pieces of a part are here. The part's row is locked: of two last pieces one is the last. */
export async function countPresent(tx: Tx, peer: string, part: string): Promise<number> {
  await tx
    .selectFrom('exchange.node_part')
    .select('hash')
    .where('peer', '=', peer)
    .where('hash', '=', part)
    .forUpdate()
    .execute();
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from exchange.node_chunk
    where peer = ${peer} and part = ${part} and present`.execute(tx);
  return rows[0]?.n ?? 0;
}

export async function finishPart(tx: Tx, peer: string, hash: string, at: Date): Promise<void> {
  await tx
    .updateTable('exchange.node_part')
    .set({ done_at: at })
    .where('peer', '=', peer)
    .where('hash', '=', hash)
    .execute();
}

/** A whole part of this peer that has a piece with this content, and where in it. */
export async function pieceElsewhere(db: Db, peer: string, hash: string) {
  return db
    .selectFrom('exchange.node_chunk as c')
    .innerJoin('exchange.node_part as p', (join) => join.onRef('p.peer', '=', 'c.peer').onRef('p.hash', '=', 'c.part'))
    .select(['c.part', 'c.no'])
    .where('c.peer', '=', peer)
    .where('c.hash', '=', hash)
    .where('c.present', '=', true)
    .where('p.done_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
}
