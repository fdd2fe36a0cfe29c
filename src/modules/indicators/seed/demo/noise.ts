/**
 * Noise without a generator's state: the same words and step always give the same number, so demo data is the same for
 * a date whatever is asked first. Words are hashed once a series; steps are mixed in as integers, which is fast.
 */

/** A seed from words (FNV-1a). */
export function seedOf(...words: readonly (string | number)[]): number {
  const text = words.join('|');
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash;
}

/** A number in [0, 1) from a seed and a step. */
export function chance(seed: number, step = 0): number {
  let hash = Math.imul(seed ^ Math.imul(step + 0x9e3779b9, 0x85ebca6b), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 0x1_0000_0000;
}

/** A number in (−1, 1), most often near zero. */
export function jitter(seed: number, step = 0): number {
  return chance(seed, step) + chance(seed ^ 0x5bd1e995, step) - 1;
}

/** A slow swing in (−1, 1): smooth between knots every `knot` steps, as economies move. */
export function wave(seed: number, step: number, knot: number): number {
  const at = Math.floor(step / knot);
  const part = step / knot - at;
  const ease = part * part * (3 - 2 * part);
  return jitter(seed, at) * (1 - ease) + jitter(seed, at + 1) * ease;
}
