import { createHash } from 'node:crypto';

/** A hash of the tree, 64 hex digits. */
export type Hash = string;

/** The root of a tree without leaves: the hash of nothing (RFC 6962, 2.1). */
export const EMPTY_ROOT: Hash = createHash('sha256').digest('hex');

/** A leaf: 0x00 before the entry, so that no inner node can pass for one. */
export function leafHash(entry: string): Hash {
  return createHash('sha256').update(LEAF).update(entry).digest('hex');
}

/** An inner node: 0x01 before both children. */
export function nodeHash(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(INNER).update(left, 'hex').update(right, 'hex').digest('hex');
}

const LEAF = Buffer.of(0);
const INNER = Buffer.of(1);

/** The largest power of two below `size` (at least 2). */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** Hash of the leaves from `start` up to before `end`; whoever keeps hashes of whole subtrees may answer from them. */
export type RangeHash = (start: number, end: number) => Promise<Hash>;

/** A range hash over leaves that are read by number, with a short cut for whole aligned subtrees of `tile` leaves. */
export function rangeHasher(
  leaf: (from: number, to: number) => Promise<readonly Hash[]>,
  tiles?: { readonly size: number; root(no: number): Promise<Hash | null> },
): RangeHash {
  const hash: RangeHash = async (start, end) => {
    const size = end - start;
    if (size === 0) return EMPTY_ROOT;
    if (tiles && size === tiles.size && start % size === 0) {
      const known = await tiles.root(start / size);
      if (known !== null) return known;
    }
    if (size <= (tiles?.size ?? 256)) return rootOf(await leaf(start, end));
    const half = split(size);
    return nodeHash(await hash(start, start + half), await hash(start + half, end));
  };
  return hash;
}

/** The root over leaf hashes. */
export function rootOf(leaves: readonly Hash[]): Hash {
  const [only] = leaves;
  if (only === undefined) return EMPTY_ROOT;
  if (leaves.length === 1) return only;
  const half = split(leaves.length);
  return nodeHash(rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half)));
}

/** Hashes that lead from leaf `index` to the root of the first `size` leaves (RFC 6962, 2.1.1). */
export async function inclusionProof(hash: RangeHash, index: number, size: number): Promise<Hash[]> {
  const climb = async (start: number, end: number): Promise<Hash[]> => {
    if (end - start === 1) return [];
    const middle = start + split(end - start);
    return index < middle
      ? [...(await climb(start, middle)), await hash(middle, end)]
      : [...(await climb(middle, end)), await hash(start, middle)];
  };
  return climb(0, size);
}

/** Hashes that show that the first `size` leaves still begin with the first `older` (RFC 6962, 2.1.2). */
export async function consistencyProof(hash: RangeHash, older: number, size: number): Promise<Hash[]> {
  if (older === 0 || older === size) return [];
  const climb = async (start: number, end: number, m: number, whole: boolean): Promise<Hash[]> => {
    if (m === end - start) return whole ? [] : [await hash(start, end)];
    const half = split(end - start);
    return m <= half
      ? [...(await climb(start, start + half, m, whole)), await hash(start + half, end)]
      : [...(await climb(start + half, end, m - half, false)), await hash(start, start + half)];
  };
  return climb(0, size, older, true);
}

/** Whether a proof leads from a leaf to the root (RFC 9162, 2.1.3.2). */
export function verifyInclusion(leaf: Hash, index: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (index < 0 || index >= size) return false;
  let [place, last, hash] = [index, size - 1, leaf];
  for (const step of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(step, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, step);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash === root;
}

/** Whether a proof shows the tree of `size` leaves to begin with that of `older` (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
  proof: readonly Hash[],
): boolean {
  if (older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && older.root === newer.root;
  if (older.size === 0) return proof.length === 0;
  const isWhole = 2 ** Math.floor(Math.log2(older.size)) === older.size;
  const [first, ...rest] = isWhole ? [older.root, ...proof] : proof;
  return first !== undefined && climbBoth(first, rest, older, newer);
}

function climbBoth(
  first: Hash,
  rest: readonly Hash[],
  older: { readonly size: number; readonly root: Hash },
  newer: { readonly size: number; readonly root: Hash },
): boolean {
  let [place, last] = [older.size - 1, newer.size - 1];
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let [before, after] = [first, first];
  for (const step of rest) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      before = nodeHash(step, before);
      after = nodeHash(step, after);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else after = nodeHash(after, step);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && before === older.root && after === newer.root;
}
