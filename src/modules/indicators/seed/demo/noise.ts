/**
 * Noise without a generator's state: the same words always give the same number, so demo data is the same for a date
 * whatever is asked first.
 */

/** A number in [0, 1) from words (FNV-1a, finished with an integer mix). */
export function chance(...words: readonly (string | number)[]): number {
  let hash = 0x811c9dc5;
  for (const character of words.join('|')) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 0x1_0000_0000;
}

/** A number in (−1, 1), most often near zero. */
export function jitter(...words: readonly (string | number)[]): number {
  return chance('a', ...words) + chance('b', ...words) - 1;
}

/** A slow swing in (−1, 1) over time steps: smooth between knots every `knot` steps, as economies move. */
export function wave(step: number, knot: number, ...words: readonly (string | number)[]): number {
  const at = Math.floor(step / knot);
  const part = step / knot - at;
  const ease = part * part * (3 - 2 * part);
  return jitter(at, ...words) * (1 - ease) + jitter(at + 1, ...words) * ease;
}
