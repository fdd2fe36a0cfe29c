import { sql } from 'kysely';
import { type Static, Type } from 'typebox';
import { Value } from 'typebox/value';
import { canonical } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { nodeDeskOf } from './desk.ts';
import { currentDirectory, mustBeNode } from './directory.ts';
import type { NodeHandler } from './handlers.ts';
import { signAsNode } from './keys.ts';
import { consistencyProof, leafHash, type RangeHash, rangeHasher, rootOf, verifyConsistency } from './rules/merkle.ts';
import { sendMessage } from './send.ts';
import { logLines, logSize } from './sql/log.ts';
import type { Db, Tx } from './tables.ts';

/** The head of a log's tree (RFC 6962): how many lines, and the hash of all of them. */
export const Head = Type.Object(
  {
    v: Type.Literal(1),
    node: Type.String(),
    size: Type.Integer({ minimum: 1 }),
    root: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    at: Type.String(),
  },
  { additionalProperties: false },
);
export type Head = Static<typeof Head>;

const SignedHead = Type.Object({ text: Type.String(), key: Type.String(), signature: Type.String() });
export type SignedHead = Static<typeof SignedHead>;

const Checkpoint = Type.Object({
  head: SignedHead,
  older: Type.Integer({ minimum: 0 }),
  proof: Type.Array(Type.String(), { maxItems: 128 }),
});

/** Lines under one stored subtree. */
const TILE = 256;
/** A peer is told when so many lines for each member have come: telling makes lines as well. */
const LINES_A_MEMBER = 16;

/** The tree over this node's log; whole subtrees are read, not made again. */
export function logTree(db: Db): RangeHash {
  const leaves = async (from: number, to: number) =>
    (await logLines(db, from + 1, to - from)).map(({ line }) => leafHash(line));
  const root = async (no: number) => {
    const row = await db.selectFrom('exchange.node_log_tile').select('root').where('no', '=', no).executeTakeFirst();
    return row?.root ?? null;
  };
  return rangeHasher(leaves, { size: TILE, root });
}

/** Stamp the log as it stands, if it has grown: off the path of messages, by a job. The newest signed head, or null. */
export async function stampLog(platform: Platform): Promise<SignedHead | null> {
  const { db } = nodeDeskOf(platform);
  const size = await logSize(db);
  const last = await latestHead(db);
  if (size === 0 || (last && last.size >= size)) return last;
  await growTiles(db, size);
  const root = await logTree(db)(0, size);
  const self = await mustBeNode(platform);
  const at = platform.clock.now();
  const text = canonical({ v: 1, node: self.id, size, root, at: at.toISOString() } satisfies Head);
  const signed = { text, ...(await signAsNode(platform, text)) };
  await db
    .insertInto('exchange.node_checkpoint')
    .values({ size, root, ...signed, at })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return signed;
}

async function latestHead(db: Db): Promise<(SignedHead & { size: number }) | null> {
  const row = await db
    .selectFrom('exchange.node_checkpoint')
    .select(['text', 'key', 'signature', 'size'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, size: Number(row.size) } : null;
}

async function growTiles(db: Db, size: number): Promise<void> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(no) + 1, 0) as next from exchange.node_log_tile`.execute(db);
  for (let no = Number(rows[0]?.next ?? 0); (no + 1) * TILE <= size; no++) {
    const lines = await logLines(db, no * TILE + 1, TILE);
    const root = rootOf(lines.map(({ line }) => leafHash(line)));
    await db
      .insertInto('exchange.node_log_tile')
      .values({ no, root })
      .onConflict((c) => c.doNothing())
      .execute();
  }
}

/** Stamp the log and hand its head to every member, with the proof that it continues what they were handed before. */
export async function shareCheckpoints(platform: Platform): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const known = await currentDirectory(platform);
  if (!known) return;
  const signed = await stampLog(platform);
  if (!signed) return;
  const self = await mustBeNode(platform);
  const others = [...known.members.values()].filter(({ id, status }) => id !== self.id && status === 'active');
  const { size } = Value.Parse(Head, JSON.parse(signed.text));
  for (const { id } of others) {
    const older = await lastTold(db, id);
    if (size - older < LINES_A_MEMBER * others.length) continue;
    const proof = await consistencyProof(logTree(db), older, size);
    const { text, key, signature } = signed;
    const body = { head: { text, key, signature }, older, proof };
    await db.transaction().execute((tx) => sendMessage(tx, platform, { to: id, type: 'log.checkpoint', body }));
  }
}

/** The size of the tree that a peer was told last; 0 when none. */
async function lastTold(db: Db, to: string): Promise<number> {
  const row = await db
    .selectFrom('exchange.node_outbox')
    .select('body')
    .where('to_node', '=', to)
    .where('type', '=', 'log.checkpoint')
    .orderBy('no', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return 0;
  const { head } = Value.Parse(Checkpoint, JSON.parse(row.body));
  return Value.Parse(Head, JSON.parse(head.text)).size;
}

/** Heads of others are kept here. One that does not continue the last is kept as evidence, and marked. */
export const CHECKPOINT_HANDLERS: readonly NodeHandler[] = [
  {
    type: 'log.checkpoint',
    body: Checkpoint,
    handle: async (tx, platform, { from, body }) => {
      const { head, older, proof } = Value.Parse(Checkpoint, body);
      const { node, size, root } = Value.Parse(Head, JSON.parse(head.text));
      const key = (await currentDirectory(platform, tx))?.members.get(from)?.verifiers.get(head.key);
      const isSigned = node === from && key?.verify(head.text, head.signature) === true;
      const last = await lastHeld(tx, from, older);
      const consistent = isSigned && (last === null ? older === 0 : verifyConsistency(last, { size, root }, proof));
      await tx
        .insertInto('exchange.node_peer_checkpoint')
        .values({ peer: from, size, root, ...head, consistent, at: platform.clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      if (!consistent)
        platform.log.error({ peer: from, size }, 'the log of a node does not continue what it signed before');
    },
  },
];

async function lastHeld(tx: Tx, peer: string, size: number): Promise<{ size: number; root: string } | null> {
  const row = await tx
    .selectFrom('exchange.node_peer_checkpoint')
    .select(['size', 'root'])
    .where('peer', '=', peer)
    .$if(size > 0, (query) => query.where('size', '=', size))
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, size: Number(row.size) } : null;
}
