/** Answers to "whose is this token", kept for a few seconds, so that a screen's requests do not each ask the ledger. */
export interface SessionCache<T> {
  find(tokenHash: string): Promise<T | null>;
  /** Forget the answers that fit, at once: after sign-out, a lock, a change of roles. */
  forget(fits: (session: T) => boolean): void;
  forgetAll(): void;
}

interface Entry<T> {
  readonly at: number;
  readonly asked: Promise<T | null>;
  value: T | null;
}

/** Milliseconds for which an answer counts; the longest that another process's change stays unseen. */
const FRESH_MS = 5000;
const MOST_ENTRIES = 10_000;

/**
 * A cache in front of `load`. Requests that come together wait for one question; an unknown token is not kept.
 * `elapsed` is a monotonic clock in milliseconds: a frozen or turned-back calendar keeps nothing alive.
 */
export function createSessionCache<T>(
  load: (tokenHash: string) => Promise<T | null>,
  elapsed: () => number,
): SessionCache<T> {
  const entries = new Map<string, Entry<T>>();
  const ask = (tokenHash: string): Promise<T | null> => {
    if (entries.size >= MOST_ENTRIES) entries.clear();
    const entry: Entry<T> = { at: elapsed(), asked: load(tokenHash), value: null };
    entries.set(tokenHash, entry);
    const drop = () => entries.get(tokenHash) === entry && entries.delete(tokenHash);
    entry.asked.then((value) => {
      entry.value = value;
      if (value === null) drop();
    }, drop);
    return entry.asked;
  };
  return {
    find: (tokenHash) => {
      const entry = entries.get(tokenHash);
      return entry && elapsed() - entry.at < FRESH_MS ? entry.asked : ask(tokenHash);
    },
    // An answer still on its way may be older than the change: it goes too.
    forget: (fits) => {
      for (const [key, { value }] of entries) if (value === null || fits(value)) entries.delete(key);
    },
    forgetAll: () => entries.clear(),
  };
}
