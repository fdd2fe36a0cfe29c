import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import type { Platform } from '#platform/module.ts';
import { sha256 } from './call.ts';
import { callNode } from './client.ts';
import { type KnownMember, nodeDeskOf } from './desk.ts';
import { nodeErrors } from './errors.ts';
import { CHUNK_BYTES, chunkCount, chunkSpan } from './rules/chunk.ts';
import type { Part } from './rules/envelope.ts';
import { chunkPage, findPart, insertChunks, insertPart } from './sql/part.ts';

/** Pieces are announced by so many, and so many travel at once. */
export const PAGE = 1024;
const AT_ONCE = 2;

const Missing = Type.Object({ missing: Type.Array(Type.Integer({ minimum: 0 })) });

/** A file's pieces on the sending side have this peer. */
const OWN = '';

/**
 * Bring a part to a node: say of what pieces it consists, and send those that are not there. A transfer that was broken
 * goes on where it was.
 * @throws {Refusal} what the line or the other node refuses
 */
export async function uploadPart(platform: Platform, member: KnownMember, part: Part): Promise<void> {
  const { db } = nodeDeskOf(platform);
  await ensureChunks(platform, part);
  const count = chunkCount(part.bytes);
  for (let from = 0; from < count; from += PAGE) {
    const page = await chunkPage(db, OWN, part.hash, from, PAGE);
    const missing = await announce(
      platform,
      member,
      part,
      from,
      page.map(({ hash }) => hash),
    );
    await sendChunks(
      platform,
      member,
      part,
      page.filter(({ no }) => missing.has(no)),
    );
  }
}

/** Read a file once to know its pieces; they are kept for the next time. */
async function ensureChunks(platform: Platform, { hash, bytes }: Part): Promise<void> {
  const { db } = nodeDeskOf(platform);
  if (await findPart(db, OWN, hash)) return;
  if (!(await platform.blobs.has(hash))) throw nodeErrors['node-no-part']({ hash });
  const hashes = await hashChunks(platform.blobs.pathOf(hash), bytes);
  await db.transaction().execute(async (tx) => {
    await insertPart(tx, OWN, hash, bytes, hashes.length, platform.clock.now());
    for (let from = 0; from < hashes.length; from += PAGE)
      await insertChunks(tx, OWN, hash, from, hashes.slice(from, from + PAGE), true);
  });
}

async function hashChunks(path: string, bytes: number): Promise<string[]> {
  const file = await open(path);
  try {
    const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, Math.max(bytes, 1)));
    const hashes: string[] = [];
    for (let no = 0; no < chunkCount(bytes); no++) {
      const { start, length } = chunkSpan(bytes, no);
      await file.read(buffer, 0, length, start);
      hashes.push(createHash('sha256').update(buffer.subarray(0, length)).digest('hex'));
    }
    return hashes;
  } finally {
    await file.close();
  }
}

async function announce(
  platform: Platform,
  member: KnownMember,
  { hash, bytes }: Part,
  from: number,
  chunks: readonly string[],
): Promise<ReadonlySet<number>> {
  const content = Buffer.from(JSON.stringify({ hash, bytes, from, chunks }));
  const body = { bytes: content.length, sha256: sha256(content), content };
  const { value } = await callNode(platform, member, { method: 'POST', path: '/api/node/parts', body });
  if (!Value.Check(Missing, value)) throw nodeErrors['node-bad-reply']({});
  return new Set(value.missing);
}

async function sendChunks(
  platform: Platform,
  member: KnownMember,
  part: Part,
  chunks: readonly { no: number; hash: string }[],
): Promise<void> {
  const waiting = [...chunks];
  const work = async () => {
    for (let next = waiting.shift(); next && !nodeDeskOf(platform).stopped; next = waiting.shift())
      await sendChunk(platform, member, part, next);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function sendChunk(
  platform: Platform,
  member: KnownMember,
  { hash, bytes }: Part,
  chunk: { no: number; hash: string },
): Promise<void> {
  const { start, length } = chunkSpan(bytes, chunk.no);
  const path = platform.blobs.pathOf(hash);
  const content = () =>
    length === 0
      ? Readable.from([])
      : createReadStream(path, { start, end: start + length - 1, highWaterMark: 1024 * 1024 });
  await callNode(platform, member, {
    method: 'PUT',
    path: `/api/node/parts/${hash}/chunks/${chunk.no}`,
    type: 'application/octet-stream',
    // The last piece is answered when the whole has been put together and looked at.
    timeoutMs: 3_600_000,
    body: { bytes: length, sha256: chunk.hash, content },
  });
}
