import { sql } from 'kysely';
import type { Part } from '../rules/envelope.ts';
import type { Db, OutState, Tx } from '../tables.ts';

/** A message that waits to be sealed. */
export interface QueuedRow {
  readonly no: number;
  readonly id: string;
  readonly type: string;
  readonly requestId: string;
  readonly resource: string | null;
  readonly grantId: string | null;
  readonly purpose: string | null;
  readonly body: string;
  readonly parts: readonly Part[];
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly attempts: number;
  /** Set where it takes the place of one that was given up, or was sealed before. */
  readonly seq: number | null;
}

/** A message under signature, ready to travel. */
export interface SealedRow {
  readonly no: number;
  readonly id: string;
  readonly type: string;
  readonly seq: number;
  readonly header: string;
  readonly signature: string;
  readonly digest: string;
  readonly body: string;
  readonly parts: readonly Part[];
  readonly attempts: number;
}

export interface NewMessage {
  readonly id: string;
  readonly to_node: string;
  readonly type: string;
  readonly request_id: string;
  readonly resource: string | null;
  readonly grant_id: string | null;
  readonly purpose: string | null;
  readonly body: string;
  readonly parts: readonly Part[];
  readonly created_at: string;
  readonly expires_at: string;
  readonly seq: number | null;
}

export async function insertOutbox(tx: Tx, rows: readonly NewMessage[]): Promise<void> {
  await sql`
    insert into exchange.node_outbox (id, to_node, type, request_id, resource, grant_id, purpose, body, parts,
                                      created_at, expires_at, seq, state)
    select id, to_node, type, request_id, resource, grant_id, purpose, body, parts, created_at, expires_at, seq, 'queued'
    from json_to_recordset(${JSON.stringify(rows)}::json) as r
      (id uuid, to_node text, type text, request_id uuid, resource text, grant_id text, purpose text, body text,
       parts jsonb, created_at timestamptz, expires_at timestamptz, seq bigint)`.execute(tx);
}

/** Those of these nodes that something waits for and that may be called at this moment. */
export async function peersWaiting(db: Db, members: readonly string[], now: Date): Promise<string[]> {
  const { rows } = await sql<{ peer: string }>`
    select m.id as peer
    from json_array_elements_text(${JSON.stringify(members)}::json) as m(id)
    left join exchange.node_peer p on p.id = m.id
    where (p.next_at is null or p.next_at <= ${now}) and (
      exists (select from exchange.node_outbox o where o.to_node = m.id and o.state = 'queued'
              and (o.next_at is null or o.next_at <= ${now}))
      or exists (select from exchange.node_outbox o where o.to_node = m.id and o.state in ('sealed', 'accepted')
              and (o.next_at is null or o.next_at <= ${now})))`.execute(db);
  return rows.map((row) => row.peer);
}

/** The next that are under signature and due, in order. */
export async function sealedDue(db: Db, to: string, after: number, now: Date, limit: number): Promise<SealedRow[]> {
  const rows = await db
    .selectFrom('exchange.node_outbox')
    .select(['no', 'id', 'type', 'seq', 'header', 'signature', 'digest', 'body', 'parts', 'attempts'])
    .where('to_node', '=', to)
    .where('state', '=', 'sealed')
    .where('seq', '>', after)
    .where((where) => where.or([where('next_at', 'is', null), where('next_at', '<=', now)]))
    .orderBy('seq')
    .limit(limit)
    .execute();
  return rows.map(({ header, signature, digest, ...row }) => ({
    ...row,
    no: Number(row.no),
    seq: Number(row.seq),
    header: header ?? '',
    signature: signature ?? '',
    digest: digest ?? '',
  }));
}

/** The next that are not under signature yet; those with a number of their own first. */
export async function queuedNext(tx: Tx, to: string, now: Date, limit: number): Promise<QueuedRow[]> {
  const rows = await tx
    .selectFrom('exchange.node_outbox')
    .select([
      'no',
      'id',
      'type',
      'request_id as requestId',
      'resource',
      'grant_id as grantId',
      'purpose',
      'body',
      'parts',
    ])
    .select(['created_at as createdAt', 'expires_at as expiresAt', 'seq', 'attempts'])
    .where('to_node', '=', to)
    .where('state', '=', 'queued')
    .where((where) => where.or([where('next_at', 'is', null), where('next_at', '<=', now)]))
    .orderBy(sql`seq nulls last`)
    .orderBy('no')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, no: Number(row.no), seq: row.seq === null ? null : Number(row.seq) }));
}

export interface Seal {
  readonly no: number;
  readonly seq: number;
  readonly header: string;
  readonly signature: string;
  readonly digest: string;
}

export async function sealRows(tx: Tx, seals: readonly Seal[]): Promise<void> {
  await sql`
    update exchange.node_outbox o
    set state = 'sealed', seq = r.seq, header = r.header, signature = r.signature, digest = r.digest, next_at = null
    from json_to_recordset(${JSON.stringify(seals)}::json) as r
      (no bigint, seq bigint, header text, signature text, digest text)
    where o.no = r.no`.execute(tx);
}

/** What an answer makes of a message. */
export interface OutChange {
  readonly no: number;
  readonly state: OutState;
  readonly code: string | null;
  readonly said: string | null;
  readonly attempts: number;
  readonly next_at: string | null;
  readonly settled_at: string | null;
  readonly receipt: number | null;
}

export async function changeOutbox(tx: Tx, changes: readonly OutChange[]): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update exchange.node_outbox o
    set state = r.state, code = r.code, said = r.said, attempts = r.attempts, next_at = r.next_at,
        settled_at = r.settled_at, receipt = coalesce(r.receipt, o.receipt)
    from json_to_recordset(${JSON.stringify(changes)}::json) as r
      (no bigint, state text, code text, said text, attempts integer, next_at timestamptz, settled_at timestamptz,
       receipt bigint)
    where o.no = r.no`.execute(tx);
}

/** Take signatures off, to be sealed again by the key that holds now. With `renumber` the numbers go as well. */
export async function unseal(tx: Tx, nos: readonly number[], renumber: boolean): Promise<void> {
  if (nos.length === 0) return;
  await tx
    .updateTable('exchange.node_outbox')
    .set({ state: 'queued', header: null, signature: null, digest: null })
    .$if(renumber, (query) => query.set({ seq: null }))
    .where('no', 'in', [...nos])
    .execute();
}

/** The receiver misses messages that it had taken (it was set back): they are sent once more. */
export async function sendAgainFrom(tx: Tx, to: string, seq: number, before: number): Promise<void> {
  await tx
    .updateTable('exchange.node_outbox')
    .set({ state: 'sealed', next_at: null, settled_at: null })
    .where('to_node', '=', to)
    .where('seq', '>=', seq)
    .where('seq', '<', before)
    .where('state', 'in', ['delivered', 'rejected', 'accepted'])
    .where('header', 'is not', null)
    .execute();
}

/** Messages that were taken and whose parts are still to be brought. */
export async function partsDue(db: Db, to: string, now: Date): Promise<{ no: number; parts: readonly Part[] }[]> {
  const rows = await db
    .selectFrom('exchange.node_outbox')
    .select(['no', 'parts'])
    .where('to_node', '=', to)
    .where('state', '=', 'accepted')
    .where((where) => where.or([where('next_at', 'is', null), where('next_at', '<=', now)]))
    .orderBy('seq')
    .limit(20)
    .execute();
  return rows.map((row) => ({ ...row, no: Number(row.no) }));
}

/** The parts of a message are there: it is said once more, to be delivered. */
export async function partsDone(db: Db, no: number): Promise<void> {
  await db
    .updateTable('exchange.node_outbox')
    .set({ state: 'sealed', next_at: null })
    .where('no', '=', no)
    .where('state', '=', 'accepted')
    .execute();
}

/** Messages of the same number give way to another that fills the gap. */
export async function giveUpNumber(tx: Tx, no: number): Promise<void> {
  await tx
    .updateTable('exchange.node_outbox')
    .set({ seq: null, header: null, signature: null, digest: null })
    .where('no', '=', no)
    .execute();
}
