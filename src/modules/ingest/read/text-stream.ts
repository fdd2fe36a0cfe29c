import { open } from 'node:fs/promises';
import type { Encoding } from './encoding.ts';

const BLOCK = 256 * 1024;
/** Text with less punctuation than this is no table; it is cut anywhere so that memory stays bounded. */
const LONGEST_RUN = 4 * BLOCK;

export type TextSource = { readonly path: string; readonly encoding: Encoding; readonly bom: number };

/**
 * Decode a file block by block with bounded memory. Bytes that do not decode become U+FFFD, which the readers above mark
 * cell by cell (`garbled`). Measured on mixed Chinese CSV: GB18030 by `TextDecoder` 400 MB/s, by iconv-lite 150 MB/s;
 * UTF-8 900 MB/s.
 */
export async function* readText(source: TextSource): AsyncGenerator<string> {
  const blocks = readBlocks(source.path, source.bom, BLOCK);
  if (source.encoding === 'gb18030') return yield* decodeWhole(blocks);
  const decoder = new TextDecoder(source.encoding, { ignoreBOM: true });
  for await (const block of blocks) yield decoder.decode(block, { stream: true });
  const last = decoder.decode();
  if (last !== '') yield last;
}

/**
 * GB18030 in blocks of whole characters: Node's streaming decoder throws on some broken sequences that a block's end cuts
 * in two, though not asked to be fatal.
 */
async function* decodeWhole(blocks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('gb18030', { ignoreBOM: true });
  let rest: Buffer = Buffer.alloc(0);
  for await (const block of blocks) {
    const bytes = Buffer.concat([rest, block]);
    const end = bytes.length > LONGEST_RUN ? bytes.length : lastPlainByte(bytes) + 1;
    rest = bytes.subarray(end);
    if (end > 0) yield decoder.decode(bytes.subarray(0, end));
  }
  if (rest.length > 0) yield decoder.decode(rest);
}

/** The last byte below 0x30: such a byte is a character by itself wherever it stands. */
function lastPlainByte(bytes: Buffer): number {
  return bytes.findLastIndex((byte) => byte < 0x30);
}

/** Blocks of a file from a byte position on. The buffer is reused: use each block before asking for the next. */
export async function* readBlocks(path: string, start: number, size: number): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(size);
    for (let position = start; ; ) {
      const { bytesRead } = await file.read(buffer, 0, size, position);
      if (bytesRead === 0) return;
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
