import { isUtf8 } from 'node:buffer';
import { separatorLine } from './csv-dialect.ts';
import { byteOrderMark, type Encoding } from './encoding.ts';
import { fileErrors } from './file-errors.ts';
import { garbledLines } from './garbled.ts';
import { limits } from './limits.ts';
import { recordBoundary } from './record-boundary.ts';
import { readBlocks } from './text-stream.ts';

export type ChunkSource = { readonly path: string; readonly encoding: Encoding; readonly delimiter: string };

/** Whole records of a CSV as UTF-8, ready for another parser. */
export type Chunk = {
  readonly bytes: Buffer;
  /** 1-based physical line of the file at which the chunk begins. */
  readonly firstLine: number;
  /** The bytes of the file it was cut from: `offset` inclusive, `end` exclusive. */
  readonly offset: number;
  readonly end: number;
  /** Records in it; lines of length zero are not counted. */
  readonly records: number;
  /** Physical lines with bytes that do not decode (U+FFFD in `bytes`) or NULs, ascending. */
  readonly garbledLines: readonly number[];
};

/** Where to go on: the `end` of a chunk and the line after it. */
export type ChunkStart = { readonly offset: number; readonly line: number };

/** The complete records at the start of `rest`: as UTF-8, and the bytes of `rest` they take. When `last`, all of it. */
type Cut = (rest: Buffer, last: boolean) => { utf8: Buffer; taken: number; records: number; lines: number };

/**
 * Cut a CSV of any size at record boundaries into chunks of about `chunkBytes` and transcode them to UTF-8.
 * Memory is bounded by a few chunks, or by the record limit when one record is longer. The byte-order mark and a `sep=`
 * line are left out; all else stays as it is. Refuses a record beyond the limit and a quote that never closes.
 */
export async function* splitChunks(source: ChunkSource, chunkBytes: number, from?: ChunkStart): AsyncGenerator<Chunk> {
  const cut = cutterOf(source);
  let { offset, line } = from ?? (await firstRecord(source));
  let rest: Buffer = Buffer.alloc(0);
  for await (const block of readBlocks(source.path, offset, chunkBytes)) {
    rest = Buffer.concat([rest, block]);
    const { utf8, taken, records, lines } = cut(rest, false);
    if (taken > 0) yield chunkOf(utf8, { firstLine: line, offset, end: offset + taken, records });
    offset += taken;
    line += lines;
    rest = rest.subarray(taken);
    if (rest.length > limits.record) throw fileErrors['record-too-long']({ line });
  }
  if (rest.length === 0) return;
  const { utf8, taken, records } = cut(rest, true);
  if (taken < rest.length) throw fileErrors['unclosed-quote']({ line });
  yield chunkOf(utf8, { firstLine: line, offset, end: offset + taken, records });
}

function chunkOf(bytes: Buffer, place: Omit<Chunk, 'bytes' | 'garbledLines'>): Chunk {
  return { bytes, ...place, garbledLines: garbledLines(bytes, place.firstLine) };
}

/** Skip the byte-order mark and a `sep=` line. */
async function firstRecord({ path, encoding }: ChunkSource): Promise<ChunkStart> {
  for await (const head of readBlocks(path, 0, 64)) {
    const bom = byteOrderMark(head)?.bom ?? 0;
    const bytes = head.subarray(bom);
    const unit = isWide(encoding) ? 2 : 1;
    const declared = separatorLine(unit === 2 ? decode(bytes, encoding) : bytes.toString('latin1'));
    return { offset: bom + (declared?.length ?? 0) * unit, line: declared ? 2 : 1 };
  }
  return { offset: 0, line: 1 };
}

function cutterOf({ encoding, delimiter }: ChunkSource): Cut {
  if (isWide(encoding)) return (rest, last) => cutWide(rest, encoding, delimiter, last);
  const dialect = { delimiter: encodeDelimiter(delimiter, encoding), encoding };
  return (rest, last) => {
    const { boundary, records, lines } = recordBoundary(last ? Buffer.concat([rest, LINE_FEED]) : rest, dialect);
    const taken = Math.min(boundary, rest.length);
    return { utf8: toUtf8(rest.subarray(0, taken), encoding), taken, records, lines };
  };
}

/** UTF-16 is decoded first and cut after: a code unit is two bytes of the file, and stays one in the decoded text. */
function cutWide(rest: Buffer, encoding: Encoding, delimiter: string, last: boolean): ReturnType<Cut> {
  const utf8 = toUtf8(last ? rest : rest.subarray(0, rest.length & ~1), encoding);
  const scanned = last ? Buffer.concat([utf8, LINE_FEED]) : utf8;
  const dialect = { delimiter: Buffer.from(delimiter), encoding: 'utf-8' } as const;
  const { boundary, records, lines } = recordBoundary(scanned, dialect);
  const whole = last && boundary === scanned.length;
  const head = utf8.subarray(0, boundary);
  return { utf8: head, taken: whole ? rest.length : head.toString('utf8').length * 2, records, lines };
}

const LINE_FEED = Buffer.from('\n');

function isWide(encoding: Encoding): encoding is 'utf-16le' | 'utf-16be' {
  return encoding === 'utf-16le' || encoding === 'utf-16be';
}

/** Valid UTF-8 passes as it is; bytes that do not decode become U+FFFD. */
function toUtf8(bytes: Buffer, encoding: Encoding): Buffer {
  return encoding === 'utf-8' && isUtf8(bytes) ? bytes : Buffer.from(decode(bytes, encoding));
}

function decode(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
}

/** Of the delimiters only the full-width comma is not ASCII; GB 2312 puts it at A3 AC. */
function encodeDelimiter(delimiter: string, encoding: Encoding): Buffer {
  return encoding === 'gb18030' && delimiter === '，' ? Buffer.from([0xa3, 0xac]) : Buffer.from(delimiter);
}
