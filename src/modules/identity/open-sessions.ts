import type { OpenSessions } from '#platform/live.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from './desk.ts';
import { readPolicy } from './policy.ts';
import { isSessionLive } from './rules/session-age.ts';
import { openSessionsById } from './sql/session.ts';

/** Which of these sessions are open still: not revoked, not too old, of an account that may act. No activity of theirs. */
export function openSessions(platform: Platform): OpenSessions {
  return async (ids) => {
    const { db } = deskOf(platform);
    const [rows, { idleMinutes }] = [await openSessionsById(db, ids), await readPolicy(db)];
    const now = platform.clock.now();
    const live = rows.filter((row) =>
      isSessionLive({ lastSeenAt: row.last_seen_at, expiresAt: row.expires_at }, now, idleMinutes),
    );
    return new Set(live.map(({ id }) => id));
  };
}
