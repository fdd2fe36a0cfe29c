import { restMerges, resumeMerges } from '../olap/dataset.ts';
import { type CutPiece, cutPieces } from '../plain/cut.ts';
import { derivePlan, type ReadRow } from '../plain/derive.ts';
import { countLines } from '../plain/pieces.ts';
import { createPlainReader, dropPrepared, type PlainReader, type Prepared } from '../plain/read.ts';
import { recordSplitter } from '../read/csv-records.ts';
import type { SheetRow } from '../read/sheet.ts';
import { type Chunk, type ChunkSource, splitChunks } from '../read/split-chunks.ts';
import type { RunParts } from './parts.ts';
import { readRows } from './rows.ts';

export interface PieceSizes {
  /** Bytes read row by row first: headers and some hundreds of rows, from which the plan for the rest is made. */
  readonly head: number;
  /** Bytes given to the engine at once: it is busy with them for about a tenth of a second. */
  readonly piece: number;
}

export const PIECE_SIZES: PieceSizes = { head: 64 * 1024, piece: 16 * 1024 * 1024 };

/**
 * Read a delimited file of any size: the head row by row, the rest by the engine where its reading allows, else row by
 * row too. Memory is that of a few chunks.
 * @returns false when the engine has read rows that can only be understood with those before them: begin anew without it.
 */
export async function readDelimited(parts: RunParts, sizes: PieceSizes, useEngine: boolean): Promise<boolean> {
  const source = sourceOf(parts);
  const head: ReadRow[] = [];
  let start = { offset: 0, line: 1 };
  for await (const chunk of splitChunks(source, sizes.head)) {
    await readRows(rowsOf(chunk, source), parts, chunk.end, (row, outcome) => {
      if (outcome.kind === 'accepted') head.push({ row, accepted: outcome });
    });
    start = { offset: chunk.end, line: chunk.firstLine + countLines(chunk.bytes) };
    break;
  }
  if (start.offset >= parts.file.bytes) return true;
  const plain = useEngine ? await plainReader(parts, head, source.delimiter) : null;
  if (plain) return readResting(parts, plain, cutPieces(source, sizes.piece, start));
  for await (const chunk of splitChunks(source, sizes.piece, start))
    await readRows(rowsOf(chunk, source), parts, chunk.end);
  return true;
}

/** Parts of so many pieces may wait to be merged. */
const RESTING = 40;

async function readResting(parts: RunParts, plain: PlainReader, pieces: AsyncGenerator<CutPiece>): Promise<boolean> {
  const { platform, target } = parts;
  await restMerges(platform.olap, target.table);
  try {
    if (!(await readPieces(parts, plain, pieces))) return false;
  } finally {
    await resumeMerges(platform.olap, target.table);
  }
  await plain.finish();
  return true;
}

/** While the engine reads one piece, the next one is cut and brought before it. */
async function readPieces(parts: RunParts, plain: PlainReader, pieces: AsyncGenerator<CutPiece>): Promise<boolean> {
  let coming: Promise<Coming | null> = nextPiece(plain, pieces);
  try {
    for (let count = 1; ; count++) {
      const current = await coming;
      if (!current) break;
      coming = nextPiece(plain, pieces);
      // Awaited at the next turn, or below when this one throws.
      coming.catch(() => {});
      if (count === RESTING) await resumeMerges(parts.platform.olap, parts.target.table);
      if (!(await plain.read(current.prepared, current.end))) return false;
      await parts.progress.step(parts.sink.counts, current.end);
    }
  } finally {
    const unread = await coming.catch(() => null);
    if (unread) await dropPrepared(unread.prepared);
  }
  return true;
}

interface Coming {
  readonly prepared: Prepared;
  readonly end: number;
}

async function nextPiece(plain: PlainReader, pieces: AsyncGenerator<CutPiece>): Promise<Coming | null> {
  const { value, done } = await pieces.next();
  return done ? null : { prepared: await plain.prepare(value.piece), end: value.end };
}

function sourceOf({ path, file }: RunParts): ChunkSource {
  if (file.encoding === null || file.delimiter === null) throw new Error('not a delimited file');
  return { path, encoding: file.encoding, delimiter: file.delimiter };
}

function rowsOf({ bytes, firstLine }: Pick<Chunk, 'bytes' | 'firstLine'>, { delimiter }: ChunkSource): SheetRow[] {
  const splitter = recordSplitter(delimiter, firstLine);
  return [...splitter.push(bytes.toString()), ...splitter.end()];
}

async function plainReader(parts: RunParts, head: readonly ReadRow[], delimiter: string): Promise<PlainReader | null> {
  const [reading, ...others] = parts.readings;
  if (!reading || others.length > 0 || head.length === 0) return null;
  const derived = derivePlan(reading, head, parts.slots);
  return derived ? createPlainReader(parts, derived, head, delimiter) : null;
}
