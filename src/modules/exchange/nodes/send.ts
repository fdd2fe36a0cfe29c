import type { Transaction } from 'kysely';
import { Compile } from 'typebox/compile';
import { canonical } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import { newId } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { nodeDeskOf } from './desk.ts';
import { mustBeMember } from './directory.ts';
import { nodeErrors } from './errors.ts';
import { MessageType, type Part } from './rules/envelope.ts';
import { insertOutbox, type NewMessage } from './sql/outbox.ts';
import type { NodeTables, Tx } from './tables.ts';

// biome-ignore lint/suspicious/noExplicitAny: any module's transaction carries the nodes' tables beside its own.
type AnyTransaction = Transaction<any>;

/** A message to another node. */
export interface Outgoing {
  /** The node that it goes to, as the directory names it. */
  readonly to: string;
  readonly type: string;
  /** The request that it belongs to; a message that begins one names itself. */
  readonly requestId?: string;
  readonly resourceCode?: string | null;
  readonly grantId?: string | null;
  readonly purpose?: string | null;
  /** Becomes canonical JSON; at most 1 MB. What is larger goes as a part. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Files of the blob store by their SHA-256. */
  readonly parts?: readonly { readonly hash: string; readonly bytes: number; readonly name?: string }[];
  /** How long it may wait to be taken; 7 days when absent. */
  readonly validMs?: number;
}

const types = Compile(MessageType);
const VALID_MS = 7 * 24 * 3_600_000;
const MOST_BODY = 1024 * 1024;

/**
 * Write a message into the outbox, in the caller's transaction: it is sent when that commits, and not when it does not.
 * @returns its id
 * @throws {Refusal} `exchange.node-unknown-peer`, `platform.bad-request`
 */
export async function sendMessage(tx: AnyTransaction, platform: Platform, message: Outgoing): Promise<string> {
  const [id = ''] = await sendMessages(tx, platform, [message]);
  return id;
}

/** Several at once, in their order; one statement for all of them. */
export async function sendMessages(
  tx: AnyTransaction,
  platform: Platform,
  messages: readonly Outgoing[],
): Promise<string[]> {
  const db: Transaction<NodeTables> = tx;
  await mustKnowPeers(platform, db, new Set(messages.map(({ to }) => to)));
  const rows = messages.map((message) => rowOf(platform, message));
  await insertOutbox(db, rows);
  nodeDeskOf(platform).wake();
  return rows.map(({ id }) => id);
}

async function mustKnowPeers(platform: Platform, tx: Tx, peers: ReadonlySet<string>): Promise<void> {
  for (const to of peers) await mustBeMember(platform, to, tx);
}

function rowOf(platform: Platform, message: Outgoing): NewMessage {
  const now = platform.clock.now();
  const id = newId(now);
  const body = canonical(message.body);
  const { to, type, requestId = id, resourceCode = null, grantId = null, purpose = null, parts = [] } = message;
  if (!types.Check(type)) throw nodeErrors['node-unknown-type']({ type });
  if (Buffer.byteLength(body) > MOST_BODY)
    throw platformErrors['bad-request']({ detail: '报文正文超过 1 MB，请作为附件发送。' });
  return {
    id,
    to_node: to,
    type,
    request_id: requestId,
    resource: resourceCode,
    grant_id: grantId,
    purpose,
    body,
    parts: parts.map(partOf),
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + (message.validMs ?? VALID_MS)).toISOString(),
    seq: null,
  };
}

/** The SM3 digest of a part, where it is asked for, is made when the message is sealed. */
function partOf({ hash, bytes, name }: { hash: string; bytes: number; name?: string }): Part {
  return { hash, bytes, name: name ?? hash, sm3: null };
}
