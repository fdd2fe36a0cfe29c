/** Counts events by key in a window that slides: at most `limit` within `windowMs`. Times are milliseconds. */
export interface AttemptWindow {
  /** Milliseconds to wait before the key may try again; 0 when it may now. */
  waitFor(key: string, now: number): number;
  record(key: string, now: number): void;
  forget(key: string): void;
}

/** Keys held at most; beyond it the oldest go, so that invented names cannot fill the memory. */
const MOST_KEYS = 10_000;

export function createAttemptWindow(limit: number, windowMs: number): AttemptWindow {
  const times = new Map<string, readonly number[]>();
  const recent = (key: string, now: number) => (times.get(key) ?? []).filter((at) => at > now - windowMs);
  return {
    waitFor: (key, now) => {
      const kept = recent(key, now);
      return kept.length < limit ? 0 : (kept[0] ?? now) + windowMs - now;
    },
    record: (key, now) => {
      const kept = [...recent(key, now), now].slice(-limit);
      times.delete(key);
      times.set(key, kept);
      const oldest = times.keys().next();
      if (times.size > MOST_KEYS && !oldest.done) times.delete(oldest.value);
    },
    forget: (key) => void times.delete(key),
  };
}
