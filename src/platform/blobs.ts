import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newToken } from './ids.ts';

export interface StoredBlob {
  /** SHA-256 of the bytes, lower-case hex; also the address. */
  readonly hash: string;
  readonly bytes: number;
}

/** Originals, kept by content: the same bytes are stored once and cannot be changed unnoticed. */
export interface BlobStore {
  /** Store a stream; durable (fsync) when the promise resolves. A broken stream leaves nothing behind. */
  put(source: AsyncIterable<Uint8Array>): Promise<StoredBlob>;
  /**
   * Take over a file of the same file system, if its bytes have this hash; durable when the promise resolves. False, and
   * the file is left alone, when they have not.
   */
  adopt(path: string, hash: string): Promise<boolean>;
  pathOf(hash: string): string;
  has(hash: string): Promise<boolean>;
  read(hash: string): NodeJS.ReadableStream;
}

/** A blob store in a folder, two levels deep by hash. */
export function openBlobs(dir: string): BlobStore {
  const pathOf = (hash: string) => join(dir, hash.slice(0, 2), hash);
  return {
    pathOf,
    has: (hash) =>
      access(pathOf(hash)).then(
        () => true,
        () => false,
      ),
    read: (hash) => createReadStream(pathOf(hash)),
    adopt: async (path, hash) => {
      if ((await hashFile(path)) !== hash) return false;
      const file = await open(path, 'r+');
      await file.sync().finally(() => file.close());
      await place(path, pathOf(hash));
      return true;
    },
    put: async (source) => {
      const temporary = join(dir, 'incoming', newToken(12));
      try {
        const blob = await writeHashed(source, temporary);
        await place(temporary, pathOf(blob.hash));
        return blob;
      } finally {
        await rm(temporary, { force: true });
      }
    },
  };
}

async function writeHashed(source: AsyncIterable<Uint8Array>, path: string): Promise<StoredBlob> {
  await mkdir(dirname(path), { recursive: true });
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  await pipeline(source, measure, createWriteStream(path, { flush: true }));
  return { hash: hash.digest('hex'), bytes };
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) hash.update(chunk);
  return hash.digest('hex');
}

async function place(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
  const folder = await open(dirname(to));
  await folder.sync().finally(() => folder.close());
}
