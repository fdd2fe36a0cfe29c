import { elapsedClock } from '#platform/clock.ts';
import { openSealer, type Sealer } from '#platform/crypto/sealer.ts';
import type { Platform } from '#platform/module.ts';
import { type LiveSession, loadSession } from './live-session.ts';
import { type AttemptWindow, createAttemptWindow } from './rules/attempt-window.ts';
import type { Failures } from './rules/lockout.ts';
import { createSessionCache, type SessionCache } from './session-cache.ts';
import type { Db, IdentityTables } from './tables.ts';

/** What identity holds in memory for one platform. All of it can be lost: the ledger decides. */
export interface Desk {
  readonly db: Db;
  readonly sessions: SessionCache<LiveSession>;
  readonly sealer: Sealer;
  /** Failed sign-ins by name and address, and by address alone. */
  readonly byNameAndAddress: AttemptWindow;
  readonly byAddress: AttemptWindow;
  /** Failures of names that nobody bears: they lock like real ones, so that a lock does not tell who exists. */
  readonly strangers: Map<string, Failures>;
  /** Milliseconds that only go forward. */
  readonly elapsed: () => number;
}

const MINUTE = 60_000;
const desks = new WeakMap<Platform, Desk>();

/** The desk of a platform, made at the first use. */
export function deskOf(platform: Platform): Desk {
  const known = desks.get(platform);
  if (known) return known;
  const desk = createDesk(platform);
  desks.set(platform, desk);
  return desk;
}

function createDesk(platform: Platform): Desk {
  const db = platform.db<IdentityTables>();
  const elapsed = elapsedClock();
  return {
    db,
    elapsed,
    sessions: watched(
      platform,
      createSessionCache((tokenHash) => loadSession(db, tokenHash), elapsed),
    ),
    sealer: openSealer(platform.config.dataDir),
    byNameAndAddress: createAttemptWindow(10, MINUTE),
    byAddress: createAttemptWindow(60, MINUTE),
    strangers: new Map(),
  };
}

/** What makes an answer about a session be forgotten may have ended it: open lines are looked at as well. */
function watched(platform: Platform, cache: SessionCache<LiveSession>): SessionCache<LiveSession> {
  const after = (forget: () => void) => {
    forget();
    void platform.live.review();
  };
  return {
    find: cache.find,
    forget: (fits) => after(() => cache.forget(fits)),
    forgetAll: () => after(cache.forgetAll),
  };
}
