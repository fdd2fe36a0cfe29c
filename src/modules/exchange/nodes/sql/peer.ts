import { sql } from 'kysely';
import type { Db, Tx } from '../tables.ts';

/** The row of a peer, made when it is not there, and locked. */
export async function lockPeer(tx: Tx, id: string): Promise<{ outSeq: number; inSeq: number }> {
  await tx
    .insertInto('exchange.node_peer')
    .values({ id })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('exchange.node_peer')
    .select(['out_seq as outSeq', 'in_seq as inSeq'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { outSeq: Number(row.outSeq), inSeq: Number(row.inSeq) };
}

export async function setOutSeq(tx: Tx, id: string, seq: number): Promise<void> {
  await tx.updateTable('exchange.node_peer').set({ out_seq: seq }).where('id', '=', id).execute();
}

/** A peer has called: it lives. */
export async function noteCalled(tx: Tx, id: string, seen: { inSeq: number; at: Date; directory: number }) {
  const { inSeq, at, directory } = seen;
  await tx
    .updateTable('exchange.node_peer')
    .set({ in_seq: inSeq, last_seen_at: at, directory })
    .where('id', '=', id)
    .execute();
}

/** A call of a peer went well. */
export async function noteAnswered(db: Db, id: string, at: Date, latencyMs: number, clockMs: number | null) {
  await db
    .updateTable('exchange.node_peer')
    .set({ last_seen_at: at, last_tried_at: at, failures: 0, failure_code: null, failure: null, next_at: null })
    .set({ latency_ms: latencyMs, ...(clockMs !== null && { clock_ms: clockMs }) })
    .where('id', '=', id)
    .execute();
}

/** A call of a peer failed; it is tried again at `nextAt`. */
export async function noteFailed(db: Db, id: string, at: Date, nextAt: Date, code: string, said: string) {
  await db
    .updateTable('exchange.node_peer')
    .set({ last_tried_at: at, next_at: nextAt, failure_code: code, failure: said })
    .set({ failures: sql`failures + 1`, failed_total: sql`failed_total + 1` })
    .where('id', '=', id)
    .execute();
}

export async function failuresOf(db: Db, id: string): Promise<{ failures: number; nextAt: Date | null }> {
  const row = await db
    .selectFrom('exchange.node_peer')
    .select(['failures', 'next_at as nextAt'])
    .where('id', '=', id)
    .executeTakeFirst();
  return { failures: row?.failures ?? 0, nextAt: row?.nextAt ?? null };
}

/**
 * Be the one process that sends to a peer. The lease is held by the database's own clock, since it is about processes
 * that run now, whatever the product's calendar says.
 */
export async function takeLease(db: Db, id: string, run: string, seconds: number): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into exchange.node_peer (id, lease, lease_until)
    values (${id}, ${run}, clock_timestamp() + make_interval(secs => ${seconds}))
    on conflict (id) do update set lease = excluded.lease, lease_until = excluded.lease_until
    where exchange.node_peer.lease is null or exchange.node_peer.lease = ${run}
       or exchange.node_peer.lease_until < clock_timestamp()`.execute(db);
  return numAffectedRows === 1n;
}

/** Use up the nonce of a call; false when it was used before. */
export async function spendNonce(tx: Tx, peer: string, nonce: string, at: Date): Promise<boolean> {
  const result = await tx
    .insertInto('exchange.node_call')
    .values({ peer, nonce, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n;
}

/** Nonces older than any call that would still be let in. */
export async function forgetNonces(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('exchange.node_call').where('at', '<', before).execute();
}

/** Whether a peer has a grant of this id that holds at a moment, for this resource. */
export async function holdsGrant(tx: Tx, peer: string, id: string, resource: string | null, at: Date) {
  const row = await tx
    .selectFrom('exchange.node_grant')
    .select(['resource', 'expires_at as expiresAt', 'revoked_at as revokedAt'])
    .where('peer', '=', peer)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row || row.revokedAt !== null || (row.expiresAt !== null && row.expiresAt <= at)) return false;
  return row.resource === null || row.resource === resource;
}

/** A peer has asked for something, and said which directory it has. */
export async function noteHeard(db: Db, id: string, at: Date, directory: number): Promise<void> {
  await db
    .insertInto('exchange.node_peer')
    .values({ id, last_seen_at: at, directory })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ last_seen_at: at, directory }))
    .execute();
}
