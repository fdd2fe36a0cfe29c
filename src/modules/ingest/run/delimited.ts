import { derivePlan, type ReadRow } from '../plain/derive.ts';
import { countLines, type Piece } from '../plain/pieces.ts';
import { createPlainReader, type PlainReader } from '../plain/read.ts';
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

export const PIECE_SIZES: PieceSizes = { head: 256 * 1024, piece: 16 * 1024 * 1024 };

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
  for await (const chunk of splitChunks(source, sizes.piece, start)) {
    if (!plain) await readRows(rowsOf(chunk, source), parts, chunk.end);
    else if (!(await plain.read(pieceOf(chunk), chunk.end))) return false;
    await parts.progress.step(parts.sink.counts, chunk.end);
  }
  await plain?.finish();
  return true;
}

function sourceOf({ path, file }: RunParts): ChunkSource {
  if (file.encoding === null || file.delimiter === null) throw new Error('not a delimited file');
  return { path, encoding: file.encoding, delimiter: file.delimiter };
}

function rowsOf({ bytes, firstLine }: Pick<Chunk, 'bytes' | 'firstLine'>, { delimiter }: ChunkSource): SheetRow[] {
  const splitter = recordSplitter(delimiter, firstLine);
  return [...splitter.push(bytes.toString()), ...splitter.end()];
}

function pieceOf({ bytes, firstLine, records, garbledLines }: Chunk): Piece {
  return { bytes, firstLine, records, garbled: garbledLines };
}

async function plainReader(parts: RunParts, head: readonly ReadRow[], delimiter: string): Promise<PlainReader | null> {
  const [reading, ...others] = parts.readings;
  if (!reading || others.length > 0 || head.length === 0) return null;
  const derived = derivePlan(reading, head, parts.slots);
  return derived ? createPlainReader(parts, derived, head, delimiter) : null;
}
