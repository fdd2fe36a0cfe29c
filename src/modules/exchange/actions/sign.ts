import { createHash } from 'node:crypto';
import { canonical } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { signAsNode } from '../nodes/keys.ts';
import type { GrantRow } from '../sql/grant.ts';

/** What a delivery says of itself, and this node's signature over it. */
export interface SignedDelivery {
  readonly signedText: string;
  readonly keyId: string;
  readonly signature: string;
}

/** Sign what was sent. Not inside a transaction: the node's keys are read by a handle of their own. */
export async function signDelivery(
  platform: Platform,
  grant: GrantRow,
  sent: { id: string; by: string; rows: number; bytes: number; hash: string },
): Promise<SignedDelivery> {
  const signedText = canonical({
    v: 1,
    delivery: sent.id,
    grant: grant.id,
    resource: grant.resourceCode,
    purpose: grant.purposeKind,
    to: `${grant.requesterKind}:${grant.requesterCode}`,
    by: sent.by,
    rows: sent.rows,
    bytes: sent.bytes,
    sha256: sent.hash,
    at: platform.clock.now().toISOString(),
  });
  const { key, signature } = await signAsNode(platform, signedText);
  return { signedText, keyId: key, signature };
}

export const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
