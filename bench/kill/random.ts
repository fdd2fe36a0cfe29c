/** Whole numbers from `least` up to, not including, `limit`. */
export type Random = (least: number, limit: number) => number;

/** The same numbers for the same seed (mulberry32), so that a run that found a fault can be made again. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (least, limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return least + (((mixed ^ (mixed >>> 14)) >>> 0) % (limit - least));
  };
}
