import { sql } from 'kysely';
import type { Platform } from '#platform/module.ts';
import { stampLog } from './checkpoints.ts';
import { nodeDeskOf } from './desk.ts';
import { currentDirectory, mustBeNode } from './directory.ts';
import { logLines } from './sql/log.ts';
import type { Db } from './tables.ts';

const PAGE = 1000;

/**
 * The log as a file that can be verified without this product's database: the directory with everybody's keys, every
 * line with the signed header or receipts that it vouches for, and the signed head of the tree. Bodies are left out:
 * their digests are in the headers.
 */
export async function* exportLog(platform: Platform): AsyncGenerator<string> {
  const { db } = nodeDeskOf(platform);
  const self = await mustBeNode(platform);
  const directory = (await currentDirectory(platform))?.signed ?? null;
  const head = await stampLog(platform);
  yield line({ format: 'yiping-node-log', node: self.id, exported: platform.clock.now().toISOString(), directory });
  const size = head === null ? 0 : Number(JSON.parse(head.text).size);
  for (let from = 1; from <= size; from += PAGE) {
    const page = (await logLines(db, from, PAGE)).filter(({ no }) => no <= size);
    const evidence = await evidenceFor(
      db,
      page.map((row) => JSON.parse(row.line)),
    );
    for (const [at, row] of page.entries())
      yield line({ line: row.line, hash: row.hash, evidence: evidence[at] ?? null });
  }
  if (head) yield line({ head: { text: head.text, key: head.key, signature: head.signature } });
}

const line = (value: unknown): string => `${JSON.stringify(value)}\n`;

interface Told {
  readonly id: string | null;
  readonly digest: string;
}

async function evidenceFor(db: Db, entries: readonly Told[]): Promise<(object | null)[]> {
  const { rows } = await sql<{ digest: string; text: string; key: string | null; signature: string }>`
    with asked as (select value as digest from json_array_elements_text(${JSON.stringify(entries.map((e) => e.digest))}::json))
    select o.digest, o.header as text, null as key, o.signature from exchange.node_outbox o
      where o.id = any(${uuids(entries)}::uuid[]) and o.digest in (select digest from asked)
    union all
    select i.digest, i.header, null, i.signature from exchange.node_inbox i
      where i.id = any(${uuids(entries)}::uuid[]) and i.digest in (select digest from asked)
    union all
    select r.digest, r.text, r.key, r.signature from exchange.node_receipt r where r.digest in (select digest from asked)`.execute(
    db,
  );
  const found = new Map(rows.map((row) => [row.digest, row]));
  return entries.map(({ digest }) => {
    const row = found.get(digest);
    return row ? { text: row.text, key: row.key, signature: row.signature } : null;
  });
}

const uuids = (entries: readonly Told[]): string => `{${entries.flatMap(({ id }) => id ?? []).join(',')}}`;
