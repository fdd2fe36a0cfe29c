import { sql } from 'kysely';
import type { Header } from '../rules/envelope.ts';
import type { Db, InState, Tx } from '../tables.ts';
import { lineHash } from './log.ts';

/** A message of the inbox, as far as a repetition needs it. */
export interface KnownMessage {
  readonly id: string;
  readonly seq: number;
  readonly digest: string;
  readonly header: Header;
  readonly body: string;
  readonly state: InState;
  readonly code: string | null;
  readonly said: string | null;
}

export interface InboxRow {
  readonly from_node: string;
  readonly id: string;
  readonly seq: number;
  readonly type: string;
  readonly request_id: string;
  readonly header: string;
  readonly signature: string;
  readonly digest: string;
  readonly body: string;
  readonly state: InState;
  readonly code: string | null;
  readonly said: string | null;
  readonly received_at: string;
  readonly settled_at: string | null;
  readonly receipt: number;
}

const KNOWN = ['id', 'seq', 'digest', 'header', 'body', 'state', 'code', 'said'] as const;
type Row = Omit<KnownMessage, 'header' | 'seq'> & { header: string; seq: number };
const known = (row: Row): KnownMessage => ({ ...row, seq: Number(row.seq), header: JSON.parse(row.header) });

/** Those of these messages that have come before. */
export async function knownAmong(db: Db, from: string, ids: readonly string[]): Promise<Map<string, KnownMessage>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('exchange.node_inbox')
    .select(KNOWN)
    .where('from_node', '=', from)
    .where(sql<boolean>`id = any(${`{${ids.join(',')}}`}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, known(row)]));
}

/** Messages that came before their turn, in order from a number on. */
export async function heldFrom(db: Db, from: string, seq: number): Promise<KnownMessage[]> {
  const rows = await db
    .selectFrom('exchange.node_inbox')
    .select(KNOWN)
    .where('from_node', '=', from)
    .where('state', '=', 'held')
    .where('seq', '>=', seq)
    .orderBy('seq')
    .limit(1000)
    .execute();
  return rows.map(known);
}

export async function insertInbox(tx: Tx, rows: readonly InboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into exchange.node_inbox (from_node, id, seq, type, request_id, header, signature, digest, body, state, code,
                                     said, received_at, settled_at, receipt)
    select from_node, id, seq, type, request_id, header, signature, digest, body, state, code,
           said, received_at, settled_at, receipt
    from json_to_recordset(${JSON.stringify(rows)}::json) as r
      (from_node text, id uuid, seq bigint, type text, request_id uuid, header text, signature text, digest text,
       body text, state text, code text, said text, received_at timestamptz, settled_at timestamptz, receipt bigint)`.execute(
    tx,
  );
}

export interface InboxChange {
  readonly id: string;
  readonly state: InState;
  readonly code: string | null;
  readonly said: string | null;
}

export async function changeInbox(tx: Tx, from: string, change: InboxChange, receipt: number, at: Date): Promise<void> {
  const { id, ...set } = change;
  const settled = change.state === 'delivered' || change.state === 'rejected' ? at : null;
  await tx
    .updateTable('exchange.node_inbox')
    .set({ ...set, receipt, settled_at: settled })
    .where('from_node', '=', from)
    .where('id', '=', id)
    .execute();
}

/** The number under which a receipt that is about to be signed will stand. */
export async function nextReceipt(tx: Tx): Promise<number> {
  const { rows } = await sql<{ no: number }>`
    select nextval(pg_get_serial_sequence('exchange.node_receipt', 'no')) as no`.execute(tx);
  return Number(rows[0]?.no);
}

export interface ReceiptRow {
  readonly no: number;
  readonly direction: 'given' | 'taken';
  readonly peer: string;
  readonly text: string;
  readonly key: string;
  readonly signature: string;
  readonly at: Date;
}

export async function insertReceipt(tx: Tx, { no, direction, peer, text, key, signature, at }: ReceiptRow) {
  await sql`
    insert into exchange.node_receipt (no, direction, peer, text, key, signature, at, digest)
    overriding system value values (${no}, ${direction}, ${peer}, ${text}, ${key}, ${signature}, ${at}, ${lineHash(text)})`.execute(
    tx,
  );
}
