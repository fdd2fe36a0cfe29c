import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Refusal } from '#platform/errors.ts';
import { fileErrors } from './file-errors.ts';
import { limits } from './limits.ts';

/** A ZIP container whose directory has been judged before anything of it is unpacked. Part names ignore case. */
export type Archive = {
  readonly name: string;
  /** Part names in lower case. */
  readonly parts: readonly string[];
  /** Declared unpacked size of a part in bytes, null when absent. */
  sizeOf(part: string): number | null;
  /** Declared unpacked size of the whole container. */
  readonly unpackedBytes: number;
  /** Unpack one part block by block; refuses more than `ceiling` bytes, a wrong size and a wrong checksum. */
  read(part: string, ceiling?: number): AsyncGenerator<Buffer>;
  /** The same as text. */
  texts(part: string): AsyncGenerator<string>;
  /** A small part as text, null when absent. */
  text(part: string): Promise<string | null>;
  close(): void;
};

const BLOCK = 256 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * Open a ZIP container. Refuses one cut off (no central directory), encrypted, with too many entries, with entries that
 * overlap, or whose declared sizes are those of a bomb; the sizes are held to while unpacking.
 */
export async function openArchive(path: string, name: string): Promise<Archive> {
  const zip = await openPromise(path, { autoClose: false, strictFileNames: false }).catch((error: unknown) => {
    throw refusalOfZip(error, name);
  });
  try {
    const entries = await readDirectory(zip, name);
    return archiveOf(zip, entries, name);
  } catch (error) {
    zip.close();
    throw error;
  }
}

function archiveOf(zip: ZipFile, entries: ReadonlyMap<string, Entry>, name: string): Archive {
  const find = (part: string) => entries.get(part.toLowerCase());
  async function* read(part: string, ceiling: number = limits.unpacked): AsyncGenerator<Buffer> {
    const entry = find(part);
    if (!entry) throw fileErrors.damaged({ name });
    yield* unpack(zip, entry, name, ceiling);
  }
  return {
    name,
    parts: [...entries.keys()],
    unpackedBytes: sum(entries, (entry) => entry.uncompressedSize),
    sizeOf: (part) => find(part)?.uncompressedSize ?? null,
    read,
    texts: (part) => decodeBlocks(read(part)),
    text: async (part) => (find(part) ? joined(decodeBlocks(read(part, limits.xlsxPart))) : null),
    close: () => zip.close(),
  };
}

async function readDirectory(zip: ZipFile, name: string): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.zipEntries) throw fileErrors['too-large-unpacked']({ name });
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) entries.set(entry.fileName.toLowerCase(), entry);
  } catch (error) {
    throw refusalOfZip(error, name);
  }
  judgeDirectory(entries, zip.fileSize, name);
  return entries;
}

/** Overlapping entries show as more packed bytes than the file has. */
function judgeDirectory(entries: ReadonlyMap<string, Entry>, fileSize: number, name: string): void {
  const packed = sum(entries, (entry) => entry.compressedSize);
  const unpacked = sum(entries, (entry) => entry.uncompressedSize);
  const steep = unpacked > limits.ratioFrom && unpacked > packed * limits.ratio;
  if (unpacked > limits.unpacked || steep || packed > fileSize) throw fileErrors['too-large-unpacked']({ name });
  for (const entry of entries.values()) if (entry.isEncrypted()) throw fileErrors['encrypted-workbook']({ name });
}

function sum(entries: ReadonlyMap<string, Entry>, size: (entry: Entry) => number): number {
  let total = 0;
  for (const entry of entries.values()) total += size(entry);
  return total;
}

async function* unpack(zip: ZipFile, entry: Entry, name: string, ceiling: number): AsyncGenerator<Buffer> {
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) throw fileErrors.damaged({ name });
  const stream = await openEntry(zip, entry, name);
  let bytes = 0;
  let checksum = 0;
  try {
    for await (const block of stream) {
      if (!Buffer.isBuffer(block)) throw fileErrors.damaged({ name });
      bytes += block.length;
      if (bytes > ceiling) throw fileErrors['too-large-unpacked']({ name });
      if (bytes > entry.uncompressedSize) throw fileErrors.damaged({ name });
      checksum = crc32(block, checksum);
      yield block;
    }
  } catch (error) {
    throw refusalOfZip(error, name);
  } finally {
    stream.destroy();
  }
  if (bytes !== entry.uncompressedSize || checksum !== entry.crc32) throw fileErrors.damaged({ name });
}

/** The raw bytes through an inflate of our own: yauzl's gives blocks of 16 KB, too small for the scan above. */
async function openEntry(zip: ZipFile, entry: Entry, name: string): Promise<Readable> {
  const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false }).catch((error: unknown) => {
    throw refusalOfZip(error, name);
  });
  if (entry.compressionMethod === STORED) return raw;
  return pipeline(raw, createInflateRaw({ chunkSize: BLOCK }), () => {});
}

async function* decodeBlocks(blocks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  for await (const block of blocks) {
    decoder ??= new TextDecoder(partEncoding(block));
    yield decoder.decode(block, { stream: true });
  }
  yield decoder?.decode() ?? '';
}

async function joined(texts: AsyncIterable<string>): Promise<string> {
  let all = '';
  for await (const text of texts) all += text;
  return all;
}

/** XML parts are UTF-8; the specification also allows UTF-16, which shows by its mark. */
function partEncoding(head: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  return head[0] === 0xfe && head[1] === 0xff ? 'utf-16be' : 'utf-8';
}

/** yauzl and zlib tell apart only by their sentences; refusals and errors of the file system pass. */
function refusalOfZip(error: unknown, name: string): unknown {
  if (error instanceof Refusal || !(error instanceof Error) || 'syscall' in error) return error;
  const cutOff = /end of central directory|unexpected end of file|unexpected EOF|overflows file bounds/i;
  if (cutOff.test(error.message)) return fileErrors.truncated({ name }, error);
  if (/strong encryption/i.test(error.message)) return fileErrors['encrypted-workbook']({ name }, error);
  return fileErrors.damaged({ name }, error);
}
