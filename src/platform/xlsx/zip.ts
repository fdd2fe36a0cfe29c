import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive: its name and its bytes as they come. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: AsyncIterable<Buffer>;
}

interface Written {
  readonly name: Buffer;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly at: number;
}

/**
 * A ZIP archive as a stream (APPNOTE 6.3.10, deflate, sizes behind each file). Nothing is held but the list of files.
 * @throws {Error} when a file or the archive passes 4 GB, which would need ZIP64.
 */
export async function* zip(entries: Iterable<ZipEntry>): AsyncGenerator<Buffer> {
  const files: Written[] = [];
  let at = 0;
  for (const { name, bytes } of entries) {
    const label = Buffer.from(name, 'utf8');
    const head = localHeader(label);
    yield head;
    const state = { crc: 0, size: 0, packed: 0 };
    for await (const chunk of deflated(bytes, state)) {
      state.packed += chunk.length;
      yield chunk;
    }
    yield descriptor(state);
    files.push({ name: label, ...state, at });
    at += head.length + state.packed + DESCRIPTOR;
    if (at > 0xfffffffe || state.size > 0xfffffffe) throw new Error('an archive beyond 4 GB');
  }
  const directory = Buffer.concat(files.map(centralHeader));
  yield directory;
  yield end(files.length, directory.length, at);
}

async function* deflated(bytes: AsyncIterable<Buffer>, state: { crc: number; size: number }): AsyncGenerator<Buffer> {
  const pack = createDeflateRaw({ level: 6 });
  const feeding = feed(bytes, pack, state);
  feeding.catch((error) => pack.destroy(error));
  for await (const chunk of pack) yield chunk;
  await feeding;
}

async function feed(
  bytes: AsyncIterable<Buffer>,
  pack: ReturnType<typeof createDeflateRaw>,
  state: { crc: number; size: number },
): Promise<void> {
  for await (const chunk of bytes) {
    state.crc = crc32(chunk, state.crc);
    state.size += chunk.length;
    if (!pack.write(chunk)) await new Promise<void>((resume) => void pack.once('drain', resume));
  }
  pack.end();
}

const DESCRIPTOR = 16;
/** Bit 3: sizes follow the data; bit 11: names are UTF-8. */
const FLAGS = 0x0808;
/** 1980-01-01: an archive of the same content has the same bytes. */
const DATE = 0x0021;

function localHeader(name: Buffer): Buffer {
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(FLAGS, 6);
  head.writeUInt16LE(8, 8);
  head.writeUInt16LE(DATE, 12);
  head.writeUInt16LE(name.length, 26);
  return Buffer.concat([head, name]);
}

function descriptor({ crc, packed, size }: { crc: number; packed: number; size: number }): Buffer {
  const tail = Buffer.alloc(DESCRIPTOR);
  tail.writeUInt32LE(0x08074b50, 0);
  tail.writeUInt32LE(crc, 4);
  tail.writeUInt32LE(packed, 8);
  tail.writeUInt32LE(size, 12);
  return tail;
}

function centralHeader({ name, crc, packed, size, at }: Written): Buffer {
  const head = Buffer.alloc(46);
  head.writeUInt32LE(0x02014b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(20, 6);
  head.writeUInt16LE(FLAGS, 8);
  head.writeUInt16LE(8, 10);
  head.writeUInt16LE(DATE, 14);
  head.writeUInt32LE(crc, 16);
  head.writeUInt32LE(packed, 20);
  head.writeUInt32LE(size, 24);
  head.writeUInt16LE(name.length, 28);
  head.writeUInt32LE(at, 42);
  return Buffer.concat([head, name]);
}

function end(count: number, size: number, at: number): Buffer {
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(size, 12);
  tail.writeUInt32LE(at, 16);
  return tail;
}
