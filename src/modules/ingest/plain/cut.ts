import { isUtf8 } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';
import { fileErrors } from '../read/file-errors.ts';
import { garbledLines } from '../read/garbled.ts';
import { recordBoundary } from '../read/record-boundary.ts';
import { type ChunkSource, type ChunkStart, splitChunks } from '../read/split-chunks.ts';
import type { Piece } from './pieces.ts';

/** A piece and the place in the file where it ends. */
export interface CutPiece {
  readonly piece: Piece;
  readonly end: number;
}

const LF = 0x0a;

/**
 * Cut a delimited file from a place on into pieces of about `size` bytes of UTF-8. A piece is good until the one after
 * the next is asked for: its bytes stand in one of two buffers that take turns, since fresh buffers for a whole file
 * would keep the garbage collector busy for a tenth of the import.
 */
export async function* cutPieces(source: ChunkSource, size: number, from: ChunkStart): AsyncGenerator<CutPiece> {
  const rest = source.encoding === 'utf-8' ? yield* cutUtf8(source, size, from) : from;
  if (rest === null) return;
  for await (const { bytes, firstLine, records, garbledLines: garbled, end } of splitChunks(source, size, rest))
    yield { piece: { bytes, firstLine, records, garbled }, end };
}

/** @returns where it had to stop, at a record longer than a piece or at bytes that do not decode; null at the end. */
async function* cutUtf8(
  { path, delimiter }: ChunkSource,
  size: number,
  from: ChunkStart,
): AsyncGenerator<CutPiece, ChunkStart | null> {
  const buffers = [Buffer.allocUnsafeSlow(size + 1), Buffer.allocUnsafeSlow(size + 1)] as const;
  const dialect = { delimiter: Buffer.from(delimiter), encoding: 'utf-8' } as const;
  const file = await open(path, 'r');
  try {
    let { offset, line } = from;
    let carry: Buffer = Buffer.alloc(0);
    for (let turn = 0; ; turn++) {
      const buffer = buffers[turn % 2 === 0 ? 0 : 1];
      carry.copy(buffer);
      const filled = await fill(file, buffer, carry.length, size, offset);
      if (filled === 0) return null;
      const isLast = filled < size;
      const isOpen = isLast && buffer[filled - 1] !== LF;
      if (isOpen) buffer[filled] = LF;
      const cut = recordBoundary(buffer.subarray(0, isOpen ? filled + 1 : filled), dialect);
      const taken = Math.min(cut.boundary, filled);
      const bytes = buffer.subarray(0, taken);
      if (isLast && taken < filled) throw fileErrors['unclosed-quote']({ line: line + cut.lines });
      if (taken === 0 || !isUtf8(bytes)) return { offset, line };
      yield {
        piece: { bytes, firstLine: line, records: cut.records, garbled: garbledLines(bytes, line), lines: cut.lines },
        end: offset + taken,
      };
      if (isLast) return null;
      offset += taken;
      line += cut.lines;
      carry = buffer.subarray(taken, filled);
    }
  } finally {
    await file.close();
  }
}

/** Fill a buffer up to `size`, behind what it holds; `offset` is the place in the file of its first byte. */
async function fill(file: FileHandle, buffer: Buffer, held: number, size: number, offset: number): Promise<number> {
  let filled = held;
  while (filled < size) {
    const { bytesRead } = await file.read(buffer, filled, size - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}
