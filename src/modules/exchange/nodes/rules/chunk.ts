/** Files travel in pieces of so many bytes; the last may be shorter. */
export const CHUNK_BYTES = 4 * 1024 * 1024;

/** How many pieces a file of this size has; an empty one has one, which is empty. */
export const chunkCount = (bytes: number): number => Math.max(1, Math.ceil(bytes / CHUNK_BYTES));

/** Where a piece begins, and how long it is. */
export function chunkSpan(bytes: number, no: number): { start: number; length: number } {
  const start = no * CHUNK_BYTES;
  return { start, length: Math.max(0, Math.min(CHUNK_BYTES, bytes - start)) };
}
