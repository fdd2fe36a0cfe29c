/** The only source of the present moment. */
export interface Clock {
  now(): Date;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date(Date.now()) };

/** A clock that stands still, for rehearsals (`YIPING_NOW`) and tests. */
export function frozenClock(at: Date): Clock & { set(to: Date): void } {
  let current = at;
  return {
    now: () => new Date(current),
    set: (to) => {
      current = to;
    },
  };
}

/** The calendar date in China (UTC+8, no daylight saving since 1991) as `YYYY-MM-DD`. */
export function chinaDate(at: Date): string {
  return new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
}

/** Milliseconds from an arbitrary start, for measuring durations only. */
export function elapsedClock(): () => number {
  const start = performance.now();
  return () => performance.now() - start;
}
