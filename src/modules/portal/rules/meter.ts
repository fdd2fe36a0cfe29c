/** Counts events by key in windows of fixed length. Times are milliseconds. */
export interface Meter {
  /** Take one; seconds until the window ends when the key has none left, else 0. */
  take(key: string, now: number): number;
}

/** Keys held at most; beyond it the oldest go, so that invented addresses cannot fill the memory. */
const MOST_KEYS = 20_000;

export function createMeter(limit: number, windowMs: number): Meter {
  const counts = new Map<string, { window: number; used: number }>();
  return {
    take: (key, now) => {
      const window = Math.floor(now / windowMs);
      const held = counts.get(key);
      const used = held?.window === window ? held.used : 0;
      if (used >= limit) return Math.ceil(((window + 1) * windowMs - now) / 1000);
      counts.delete(key);
      counts.set(key, { window, used: used + 1 });
      const oldest = counts.keys().next();
      if (counts.size > MOST_KEYS && !oldest.done) counts.delete(oldest.value);
      return 0;
    },
  };
}
