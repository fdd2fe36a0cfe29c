import { isAscii } from 'node:buffer';
import { type FileHandle, open } from 'node:fs/promises';

export type FileSample = {
  readonly bytes: number;
  /** The first bytes of the file (all of it when `whole`). */
  readonly head: Buffer;
  /** Whole lines from other places. */
  readonly others: readonly Buffer[];
  readonly whole: boolean;
};

const HEAD = 256 * 1024;
const SPOT = 64 * 1024;
const SPOTS = 15;

/**
 * Read the head of a file and whole lines from fifteen places spread over the rest.
 * When all of that is ASCII the rest is scanned for its first other block, so that a file
 * whose first Chinese name comes late is not taken for what it is not.
 */
export async function sampleFile(path: string): Promise<FileSample> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const head = await readAt(file, 0, Math.min(HEAD, size));
    if (size <= HEAD) return { bytes: size, head, others: [], whole: true };
    const spots = await readSpots(file, size);
    const ascii = isAscii(head) && spots.every((spot) => isAscii(spot));
    const late = ascii ? await firstForeignBlock(file, size) : null;
    return { bytes: size, head, others: late ? [...spots, late] : spots, whole: false };
  } finally {
    await file.close();
  }
}

async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.allocUnsafe(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function readSpots(file: FileHandle, size: number): Promise<Buffer[]> {
  const spots: Buffer[] = [];
  for (let i = 1; i <= SPOTS; i++) {
    const position = Math.floor(((size - SPOT) * i) / SPOTS);
    spots.push(wholeLines(await readAt(file, position, SPOT)));
  }
  return spots;
}

/** Cut to line ends, which no character of UTF-8 or GB18030 contains. */
function wholeLines(spot: Buffer): Buffer {
  const start = spot.indexOf(0x0a) + 1;
  return spot.subarray(start, Math.max(start, spot.lastIndexOf(0x0a)));
}

async function firstForeignBlock(file: FileHandle, size: number): Promise<Buffer | null> {
  const step = 4 * 1024 * 1024;
  for (let at = HEAD; at < size; at += step) {
    const block = await readAt(file, at, Math.min(step, size - at));
    if (!isAscii(block)) return wholeLines(block);
  }
  return null;
}
