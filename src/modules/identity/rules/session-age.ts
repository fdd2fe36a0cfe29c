/** Hours after which a session ends, however busy (等级保护 asks for a limit; twelve hours are one long day). */
export const ABSOLUTE_HOURS = 12;

/** Default minutes without a request after which a session ends; a setting may change it. */
export const IDLE_MINUTES = 30;

export interface SessionTimes {
  readonly lastSeenAt: Date;
  readonly expiresAt: Date;
}

/** The moment from which a session no longer counts, when nothing is asked in between. */
export function endOfSession(times: SessionTimes, idleMinutes: number): Date {
  const idleEnd = times.lastSeenAt.getTime() + idleMinutes * 60_000;
  return new Date(Math.min(idleEnd, times.expiresAt.getTime()));
}

/** Whether a session still counts at `now`. */
export function isSessionLive(times: SessionTimes, now: Date, idleMinutes: number): boolean {
  return now < endOfSession(times, idleMinutes);
}

/** The absolute end of a session that begins at `now`. */
export function expiryOf(now: Date): Date {
  return new Date(now.getTime() + ABSOLUTE_HOURS * 3_600_000);
}
