import { sql } from 'kysely';
import { audit } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { DeadLetter, NodeMember, NodeOverview } from './contract.ts';
import { type KnownMember, nodeDeskOf } from './desk.ts';
import { currentDirectory } from './directory.ts';
import { nodeErrors } from './errors.ts';
import { findSelf } from './sql/directory.ts';
import { logSize } from './sql/log.ts';
import type { Db } from './tables.ts';

/** Nodes with their health, what goes between them and this one, and what did not arrive. */
export async function nodeOverview(platform: Platform): Promise<NodeOverview> {
  const { db } = nodeDeskOf(platform);
  const [self, known] = [await findSelf(db), await currentDirectory(platform)];
  const peers = new Map((await peerFigures(db)).map((row) => [row.id, row]));
  const members = [...(known?.members.values() ?? [])];
  const directory = known?.directory ?? null;
  return {
    self: self ? { id: self.id, name: self.name, kind: self.kind } : null,
    directory: directory && { version: directory.version, issued: directory.issued, expires: directory.expires },
    members: members.map((member) => memberView(member, peers.get(member.id), self?.id)),
    letters: await deadLetters(db),
    log: { lines: await logSize(db), stamped: await stamped(db) },
  };
}

type Figures = Awaited<ReturnType<typeof peerFigures>>[number];

async function peerFigures(db: Db) {
  const { rows } = await sql<{
    id: string;
    last_seen_at: Date | null;
    latency_ms: number | null;
    clock_ms: number | null;
    failures: number;
    failure: string | null;
    next_at: Date | null;
    sent: number;
    received: number;
    queued: number;
  }>`
    select p.id, p.last_seen_at, p.latency_ms, p.clock_ms, p.failures, p.failure, p.next_at,
           p.out_seq as sent, p.in_seq as received,
           (select count(*) from exchange.node_outbox o where o.to_node = p.id and o.state = 'queued')
           + (select count(*) from exchange.node_outbox o where o.to_node = p.id and o.state in ('sealed', 'accepted'))
           as queued
    from exchange.node_peer p`.execute(db);
  return rows;
}

function memberView(member: KnownMember, peer: Figures | undefined, self: string | undefined): NodeMember {
  const { id, name, kind, status, address, transport, keys } = member;
  return {
    id,
    name,
    kind,
    status,
    address,
    transport,
    isSelf: id === self,
    keys: keys.map((key) => ({ id: key.id, validTo: key.validTo, revoked: key.revokedAt !== null })),
    health: healthOf(peer),
    lastSeenAt: peer?.last_seen_at?.toISOString() ?? null,
    latencyMs: peer?.latency_ms ?? null,
    clockMs: peer?.clock_ms ?? null,
    failures: peer?.failures ?? 0,
    failure: peer?.failure ?? null,
    nextTryAt: peer?.next_at?.toISOString() ?? null,
    queued: Number(peer?.queued ?? 0),
    sent: Number(peer?.sent ?? 0),
    received: Number(peer?.received ?? 0),
  };
}

function healthOf(peer: Figures | undefined): NodeMember['health'] {
  if (!peer || (peer.last_seen_at === null && peer.failures === 0)) return 'unknown';
  if (peer.failures > 0) return 'failing';
  return Number(peer.queued) > 0 ? 'waiting' : 'good';
}

async function deadLetters(db: Db): Promise<DeadLetter[]> {
  const rows = await db
    .selectFrom('exchange.node_outbox')
    .select(['id', 'to_node as to', 'type', 'state', 'said', 'settled_at as at'])
    .where('state', 'in', ['dead', 'rejected'])
    .orderBy('no', 'desc')
    .limit(100)
    .execute();
  return rows.flatMap(({ state, at, ...row }) =>
    state === 'dead' || state === 'rejected' ? [{ ...row, state, at: at?.toISOString() ?? null }] : [],
  );
}

async function stamped(db: Db): Promise<number> {
  const { rows } = await sql<{ size: number }>`
    select coalesce(max(size), 0) as size from exchange.node_checkpoint`.execute(db);
  return Number(rows[0]?.size ?? 0);
}

/**
 * Send a message once more that was given up. One that its receiver has rejected for good stays so.
 * @throws {Refusal} `exchange.node-no-message`
 */
export async function replayLetter(platform: Platform, actor: Actor, id: string): Promise<void> {
  const { db, wake } = nodeDeskOf(platform);
  await db.transaction().execute(async (tx) => {
    const result = await tx
      .updateTable('exchange.node_outbox')
      .set({ state: 'queued', seq: null, header: null, signature: null, digest: null, attempts: 0 })
      .set({ next_at: null, settled_at: null, code: null, said: null })
      .where('id', '=', id)
      .where('state', '=', 'dead')
      .executeTakeFirst();
    if (result.numUpdatedRows === 0n) throw nodeErrors['node-no-message']({});
    await audit(tx, platform.clock, actor, { action: 'node.replay', subject: { kind: 'node-message', id } });
  });
  wake();
}
