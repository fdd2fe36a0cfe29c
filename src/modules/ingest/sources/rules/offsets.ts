/** Offsets by partition, as they stand in a watermark; empty for none or an unreadable text. */
export function readOffsets(text: string | null): Map<number, bigint> {
  const pairs = [...(text ?? '').matchAll(/(\d+):(\d+)/g)];
  return new Map(pairs.map(([, partition, offset]) => [Number(partition), BigInt(offset ?? '0')]));
}

/** `0:120,1:98`: of each partition the offset of the next message. */
export function writeOffsets(offsets: ReadonlyMap<number, bigint>): string {
  return [...offsets]
    .sort(([a], [b]) => a - b)
    .map(([partition, offset]) => `${partition}:${offset}`)
    .join(',');
}
