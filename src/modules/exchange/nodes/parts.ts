import { createHash } from 'node:crypto';
import { type FileHandle, mkdir, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { audit } from '#platform/audit.ts';
import { platformErrors } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Caller } from './call.ts';
import { nodeDeskOf } from './desk.ts';
import { nodeErrors } from './errors.ts';
import { nodeActor } from './receive.ts';
import { CHUNK_BYTES, chunkCount, chunkSpan } from './rules/chunk.ts';
import type { Part } from './rules/envelope.ts';
import { sm3Of } from './seal.ts';
import {
  announcedPart,
  chunkPage,
  countPresent,
  findChunk,
  findPart,
  finishPart,
  forgetChunks,
  insertChunks,
  insertPart,
  markPresent,
  pieceElsewhere,
} from './sql/part.ts';
import { spendNonce } from './sql/peer.ts';
import type { Tx } from './tables.ts';

export interface Announcement {
  readonly hash: string;
  readonly bytes: number;
  readonly from: number;
  readonly chunks: readonly string[];
}

/**
 * Hear of what pieces a part consists; the numbers of those that are to be sent. Pieces that another whole file of the
 * same sender has are taken from there.
 * @throws {Refusal} `exchange.node-not-announced` when no message of the caller names the part
 */
export async function announcePart(platform: Platform, caller: Caller, wish: Announcement): Promise<number[]> {
  const { db } = nodeDeskOf(platform);
  const peer = caller.member.id;
  const { hash, bytes, from, chunks } = wish;
  await mustBeAnnounced(platform, peer, hash, bytes);
  const count = chunkCount(bytes);
  if (from + chunks.length > count) throw platformErrors['bad-request']({ detail: '附件清单超出附件的长度。' });
  await db.transaction().execute(async (tx) => {
    await spend(platform, tx, caller);
    await insertPart(tx, peer, hash, bytes, count);
    await insertChunks(tx, peer, hash, from, chunks, false);
    const subject = { kind: 'node-part', id: hash };
    const detail = { from, chunks: chunks.length, bytes };
    await audit(tx, platform.clock, nodeActor(peer), { action: 'node.announce-part', subject, detail });
  });
  await takeFromElsewhere(platform, peer, wish);
  if ((await findPart(db, peer, hash))?.doneAt) return [];
  const page = await chunkPage(db, peer, hash, from, chunks.length);
  return page.filter(({ present }) => !present).map(({ no }) => no);
}

async function mustBeAnnounced(platform: Platform, peer: string, hash: string, bytes?: number): Promise<Part> {
  const part = await announcedPart(nodeDeskOf(platform).db, peer, hash);
  if (!part || (bytes !== undefined && part.bytes !== bytes)) throw nodeErrors['node-not-announced']({});
  return part;
}

async function spend(platform: Platform, tx: Tx, caller: Caller): Promise<void> {
  if (!(await spendNonce(tx, caller.member.id, caller.nonce, platform.clock.now())))
    throw nodeErrors['node-replayed']({});
}

async function takeFromElsewhere(platform: Platform, peer: string, { hash, bytes, from, chunks }: Announcement) {
  const { db } = nodeDeskOf(platform);
  const copied: number[] = [];
  for (const [at, chunk] of chunks.entries()) {
    const no = from + at;
    const other = await pieceElsewhere(db, peer, chunk);
    if (!other || other.part === hash || (await findChunk(db, peer, hash, no))?.present) continue;
    if (await copyChunk(platform, peer, { hash, bytes, no, chunk }, other)) copied.push(no);
  }
  if (copied.length > 0) await arrived(platform, peer, hash, copied);
}

async function copyChunk(
  platform: Platform,
  peer: string,
  { hash, bytes, no, chunk }: { hash: string; bytes: number; no: number; chunk: string },
  other: { part: string; no: number },
): Promise<boolean> {
  if (!(await platform.blobs.has(other.part))) return false;
  const { start, length } = chunkSpan(bytes, no);
  const [source, target] = [await open(platform.blobs.pathOf(other.part)), await openPartial(platform, peer, hash)];
  try {
    const { buffer, bytesRead } = await source.read(Buffer.alloc(length), 0, length, other.no * CHUNK_BYTES);
    const isIt = bytesRead === length && createHash('sha256').update(buffer).digest('hex') === chunk;
    if (isIt) await target.write(buffer, 0, length, start);
    return isIt;
  } finally {
    await Promise.all([source.close(), target.close()]);
  }
}

const folderOf = (platform: Platform): string => join(platform.config.dataDir, 'node-parts');
const partialOf = (platform: Platform, peer: string, hash: string): string =>
  join(folderOf(platform), `${peer}-${hash}`);

/** The file that a part is put together in; made when it is not there, kept when it is. */
async function openPartial(platform: Platform, peer: string, hash: string): Promise<FileHandle> {
  await mkdir(folderOf(platform), { recursive: true });
  const path = partialOf(platform, peer, hash);
  return open(path, 'r+').catch(() => open(path, 'w+'));
}

/**
 * Take one piece, straight from the line into its place. It counts when its content is what was announced.
 * @throws {Refusal} `exchange.node-not-announced`, `exchange.node-tampered-part`
 */
export async function receiveChunk(
  platform: Platform,
  caller: Caller,
  { hash, no }: { hash: string; no: number },
  stream: AsyncIterable<Buffer>,
): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const peer = caller.member.id;
  const [part, chunk] = [await findPart(db, peer, hash), await findChunk(db, peer, hash, no)];
  if (!part || !chunk) throw nodeErrors['node-not-announced']({});
  if (part.doneAt || chunk.present) return;
  if (caller.body !== chunk.hash) throw nodeErrors['node-tampered-part']({});
  await writeChunk(platform, peer, hash, chunkSpan(part.bytes, no), chunk.hash, stream);
  await db.transaction().execute((tx) => spend(platform, tx, caller));
  await arrived(platform, peer, hash, [no]);
}

async function writeChunk(
  platform: Platform,
  peer: string,
  hash: string,
  { start, length }: { start: number; length: number },
  expected: string,
  stream: AsyncIterable<Buffer>,
): Promise<void> {
  const digest = createHash('sha256');
  const file = await openPartial(platform, peer, hash);
  let at = 0;
  try {
    for await (const piece of stream) {
      if (at + piece.length > length) throw nodeErrors['node-tampered-part']({});
      digest.update(piece);
      await file.write(piece, 0, piece.length, start + at);
      at += piece.length;
    }
  } finally {
    await file.close();
  }
  if (at !== length || digest.digest('hex') !== expected) throw nodeErrors['node-tampered-part']({});
}

/** Pieces are in their places. Whoever brings the last has the whole looked at and put into the blob store. */
async function arrived(platform: Platform, peer: string, hash: string, nos: readonly number[]): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const part = await findPart(db, peer, hash);
  const isWhole = await db.transaction().execute(async (tx) => {
    await markPresent(tx, peer, hash, nos);
    return (await countPresent(tx, peer, hash)) === part?.chunks;
  });
  if (isWhole) await putTogether(platform, peer, hash);
}

async function putTogether(platform: Platform, peer: string, hash: string): Promise<void> {
  const { db } = nodeDeskOf(platform);
  const path = partialOf(platform, peer, hash);
  const announced = await mustBeAnnounced(platform, peer, hash);
  const stored = await platform.blobs.adopt(path, hash);
  const isIt = stored && (announced.sm3 === null || (await sm3Of(platform, hash)) === announced.sm3);
  await db.transaction().execute(async (tx) => {
    if (isIt) await finishPart(tx, peer, hash, platform.clock.now());
    else await forgetChunks(tx, peer, hash);
    const subject = { kind: 'node-part', id: hash };
    const outcome = isIt ? 'done' : 'refused';
    await audit(tx, platform.clock, nodeActor(peer), { action: 'node.receive-part', subject, outcome });
  });
  if (isIt) return;
  await rm(path, { force: true });
  throw nodeErrors['node-tampered-part']({});
}
