import type { Platform } from '#platform/module.ts';
import { sendMessage } from '../nodes/send.ts';
import type { DeliveryRow } from '../sql/delivery.ts';
import type { GrantRow } from '../sql/grant.ts';
import type { Tx } from '../tables.ts';
import type { SignedDelivery } from './sign.ts';

interface Finished extends SignedDelivery {
  readonly grant: GrantRow;
  readonly bytes: number;
  readonly hash: string;
}

/**
 * Send what a grant gives to another node, in the transaction that finishes the delivery; there it becomes a batch of a
 * dataset. The delivery's signed statement goes along in the note.
 * @returns the message's id; undefined for a grant of this node
 * @throws {Refusal} `exchange.node-unknown-peer`
 */
export async function forward(
  platform: Platform,
  tx: Tx,
  row: DeliveryRow,
  { grant, bytes, hash, signedText, keyId, signature }: Finished,
): Promise<string | undefined> {
  if (grant.toNode === null) return undefined;
  const { resourceCode, resourceTitle, providerDept, purpose, id: grantId, toNode } = grant;
  const note = JSON.stringify({
    signedText,
    keyId,
    signature,
    batch: row.batch,
    superseded: row.superseded.slice(0, 50),
  });
  return sendMessage(tx, platform, {
    ...{ to: toNode, type: 'dataset.delivery', resourceCode, grantId, purpose },
    body: { title: resourceTitle, provider: providerDept, note },
    parts: [{ hash, bytes, name: `${row.id}.${row.format}` }],
  });
}
