import { createHash } from 'node:crypto';
import type { Platform } from '#platform/module.ts';
import { nodeDeskOf, type SigningKey } from './desk.ts';
import { mustBeNode } from './directory.ts';
import { signingKey } from './keys.ts';
import { type Header, headerDigest, type Part, signedText } from './rules/envelope.ts';
import { appendLog } from './sql/log.ts';
import { type QueuedRow, queuedNext, type Seal, type SealedRow, sealedDue, sealRows } from './sql/outbox.ts';
import { lockPeer, setOutSeq } from './sql/peer.ts';
import type { SuiteName } from './suites.ts';

/** A call carries so many messages at most, and so many characters. */
export const MOST_MESSAGES = 512;
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** The next messages for a peer that are due, under signature, in order; those that wait are sealed now. */
export async function nextBatch(platform: Platform, to: string, after: number): Promise<SealedRow[]> {
  const due = await sealedDue(nodeDeskOf(platform).db, to, after, platform.clock.now(), MOST_MESSAGES);
  const batch = due.length >= MOST_MESSAGES ? due : [...due, ...(await seal(platform, to, MOST_MESSAGES - due.length))];
  return cut(batch.toSorted((a, b) => a.seq - b.seq));
}

function cut(rows: readonly SealedRow[]): SealedRow[] {
  let characters = 0;
  const end = rows.findIndex(({ body, header }, at) => {
    characters += body.length + header.length;
    return characters > MOST_CHARACTERS && at > 0;
  });
  return end < 0 ? [...rows] : rows.slice(0, end);
}

/** Give queued messages their numbers and signatures, and say so in the log; one transaction for all of them. */
async function seal(platform: Platform, to: string, limit: number): Promise<SealedRow[]> {
  const self = await mustBeNode(platform);
  const key = await signingKey(platform);
  return nodeDeskOf(platform)
    .db.transaction()
    .execute(async (tx) => {
      const queued = await queuedNext(tx, to, platform.clock.now(), limit);
      if (queued.length === 0) return [];
      let { outSeq } = await lockPeer(tx, to);
      const rows: SealedRow[] = [];
      for (const row of queued) {
        const seq = row.seq ?? outSeq + 1;
        outSeq = Math.max(outSeq, seq);
        const parts = await digested(platform, row.parts, key.suite);
        rows.push({ ...row, parts, ...sealOne(row, { from: self.id, to, seq, parts }, key) });
      }
      await sealRows(tx, rows.map(sealOf));
      await setOutSeq(tx, to, outSeq);
      const now = platform.clock.now();
      const entries = rows.map(({ id, seq, digest }) => ({ event: 'sent' as const, peer: to, id, seq, digest }));
      await appendLog(tx, now, self.id, entries);
      return rows;
    });
}

const sealOf = ({ no, seq, header, signature, digest }: SealedRow): Seal => ({ no, seq, header, signature, digest });

function sealOne(
  row: QueuedRow,
  { from, to, seq, parts }: { from: string; to: string; seq: number; parts: readonly Part[] },
  key: SigningKey,
): Omit<Seal, 'no'> {
  const header: Header = {
    v: 1,
    id: row.id,
    request: row.requestId,
    from,
    to,
    type: row.type,
    resource: row.resource,
    grant: row.grantId,
    purpose: row.purpose,
    seq,
    created: row.createdAt.toISOString(),
    expires: row.expiresAt.toISOString(),
    body: createHash(key.suite === 'sm2' ? 'sm3' : 'sha256')
      .update(row.body)
      .digest('hex'),
    parts: [...parts],
    key: key.id,
  };
  const text = signedText(header);
  return { seq, header: text, signature: key.sign(text), digest: headerDigest(key.suite, text) };
}

/** Nodes that sign with SM2 say the SM3 digests of parts as well. */
async function digested(platform: Platform, parts: readonly Part[], suite: SuiteName): Promise<Part[]> {
  if (suite !== 'sm2') return [...parts];
  return Promise.all(parts.map(async (part) => ({ ...part, sm3: await sm3Of(platform, part.hash) })));
}

/** SM3 of a file in the blob store. */
export async function sm3Of(platform: Platform, hash: string): Promise<string> {
  const digest = createHash('sm3');
  for await (const chunk of platform.blobs.read(hash)) digest.update(chunk);
  return digest.digest('hex');
}
