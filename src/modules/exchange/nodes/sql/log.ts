import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { canonical } from '#platform/audit.ts';
import type { Db, Tx } from '../tables.ts';

/** Something that happened to a message, as the log tells it. */
export interface LogEntry {
  readonly event: 'sent' | 'received' | 'refused' | 'receipt-given' | 'receipt-taken' | 'dead';
  readonly peer: string;
  /** Null where the line is about several, as a receipt is. */
  readonly id: string | null;
  readonly seq?: number | null;
  /** Of the message's header, or of the receipt's text: what the line vouches for. */
  readonly digest: string;
  readonly status?: string;
  readonly code?: string | null;
}

/** A line: canonical JSON with the hash of the line before it. */
export interface LogLine {
  readonly no: number;
  readonly line: string;
  readonly hash: string;
}

export const lineHash = (line: string): string => createHash('sha256').update(line).digest('hex');

/** Append to the log in the caller's transaction. Lines of concurrent transactions stand one behind the other. */
export async function appendLog(tx: Tx, at: Date, node: string, entries: readonly LogEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const head = await tx
    .selectFrom('exchange.node_log_head')
    .select(['no', 'hash'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  const rows = chain({ no: Number(head.no), hash: head.hash }, at, node, entries);
  const last = rows.at(-1);
  await sql`
    insert into exchange.node_log (no, at, event, peer, message_id, line, hash)
    select no, at, event, peer, message_id, line, hash
    from json_to_recordset(${JSON.stringify(rows)}::json) as r
      (no bigint, at timestamptz, event text, peer text, message_id uuid, line text, hash text)`.execute(tx);
  if (last) await tx.updateTable('exchange.node_log_head').set({ no: last.no, hash: last.hash }).execute();
}

function chain(head: { no: number; hash: string }, at: Date, node: string, entries: readonly LogEntry[]) {
  const when = at.toISOString();
  let { no, hash } = head;
  return entries.map((entry) => {
    no++;
    const line = canonical({ no, at: when, node, prev: hash, ...entry });
    hash = lineHash(line);
    return { no, at: when, event: entry.event, peer: entry.peer, message_id: entry.id, line, hash };
  });
}

/** Lines in order, from a number on. */
export async function logLines(db: Db, from: number, limit: number): Promise<LogLine[]> {
  const rows = await db
    .selectFrom('exchange.node_log')
    .select(['no', 'line', 'hash'])
    .where('no', '>=', from)
    .orderBy('no')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, no: Number(row.no) }));
}

export async function logSize(db: Db): Promise<number> {
  const head = await db.selectFrom('exchange.node_log_head').select('no').executeTakeFirst();
  return Number(head?.no ?? 0);
}
