/** Failures in a row after which an account is locked, and for how long. */
export const FAILURES_BEFORE_LOCK = 5;
export const LOCK_MINUTES = 15;

export interface Failures {
  readonly failedCount: number;
  readonly lockedUntil: Date | null;
}

export const NO_FAILURES: Failures = { failedCount: 0, lockedUntil: null };

/** Until when an account is locked at `now`; null when it is not, or no longer. */
export function lockedUntil(failures: Failures, now: Date): Date | null {
  return failures.lockedUntil !== null && now < failures.lockedUntil ? failures.lockedUntil : null;
}

/** The count after one more failure. A lock that has run out starts the count anew. */
export function afterFailure(failures: Failures, now: Date): Failures {
  const ranOut = failures.lockedUntil !== null && failures.lockedUntil <= now;
  const failedCount = (ranOut ? 0 : failures.failedCount) + 1;
  const locks = failedCount >= FAILURES_BEFORE_LOCK;
  return { failedCount, lockedUntil: locks ? new Date(now.getTime() + LOCK_MINUTES * 60_000) : null };
}
