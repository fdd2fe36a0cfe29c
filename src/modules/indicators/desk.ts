import { chinaDate, elapsedClock } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import { createReplyCache, type ReplyCache } from './query/cache.ts';
import { readSnapshot, type Snapshot } from './snapshot.ts';
import { readVersion } from './sql/version.ts';
import type { Db, IndicatorTables } from './tables.ts';

/** What this module holds in memory for one platform. All of it can be lost: the ledger decides. */
export interface Desk {
  readonly db: Db;
  readonly replies: ReplyCache;
  /** The ledger's side of all answers at its present version. */
  snapshot(): Promise<Snapshot>;
  /** To be called after each commit of ours that raised the version. */
  changed(): void;
}

const desks = new WeakMap<Platform, Desk>();

/** The desk of a platform, made at the first use. */
export function deskOf(platform: Platform): Desk {
  const known = desks.get(platform);
  if (known) return known;
  const desk = createDesk(platform);
  desks.set(platform, desk);
  return desk;
}

/** Longest time in milliseconds for which another process's change stays unseen. An embedded ledger has no other. */
const UNSEEN_MS = 500;

function createDesk(platform: Platform): Desk {
  const db = platform.db<IndicatorTables>();
  const elapsed = elapsedClock();
  const patience = platform.pg.kind === 'pglite' ? Number.POSITIVE_INFINITY : UNSEEN_MS;
  let held: Promise<Snapshot> | null = null;
  let checkedAt = 0;
  const read = () => {
    checkedAt = elapsed();
    const reading = readSnapshot(db, platform.clock.now());
    reading.catch(() => {
      if (held === reading) held = null;
    });
    held = reading;
    return reading;
  };
  const isOutdated = async (snapshot: Snapshot): Promise<boolean> => {
    if (chinaDate(platform.clock.now()) !== snapshot.today) return true;
    if (elapsed() - checkedAt < patience) return false;
    checkedAt = elapsed();
    return (await readVersion(db)).version !== snapshot.version;
  };
  return {
    db,
    replies: createReplyCache(),
    snapshot: async () => {
      const reading = held;
      if (!reading) return read();
      const snapshot = await reading;
      return (await isOutdated(snapshot)) ? (held === reading ? read() : (held ?? read())) : snapshot;
    },
    changed: () => {
      held = null;
    },
  };
}
