import { createHmac, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { chinaDate, elapsedClock } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import { createMeter, type Meter } from './rules/meter.ts';
import type { ShownRow } from './sql/shown.ts';
import type { Db, PortalTables } from './tables.ts';

/** What portal holds in memory for one platform. All of it can be lost: the ledger decides. */
export interface Desk {
  readonly db: Db;
  /** Milliseconds that only go forward. */
  readonly elapsed: () => number;
  /** Questions of an address without a key, by the minute; of a key, by the minute. */
  readonly anonymous: Meter;
  readonly keyed: Meter;
  /** Reading pages and catalogues, by address and minute. */
  readonly reading: Meter;
  /** Things written by an address, by the hour. */
  readonly writing: Meter;
  readonly keySalt: Buffer;
  /** All datasets of a stamp, for catalogues as a whole. */
  readonly catalogue: { stamp: string; rows: readonly ShownRow[] };
  /** Folder for files on their way. */
  readonly dir: string;
}

const MINUTE = 60_000;
const desks = new WeakMap<Platform, Desk>();

/** The desk of a platform, made at the first use. */
export function deskOf(platform: Platform): Desk {
  const known = desks.get(platform);
  if (known) return known;
  const desk: Desk = {
    db: platform.db<PortalTables>(),
    elapsed: elapsedClock(),
    anonymous: createMeter(60, MINUTE),
    keyed: createMeter(600, MINUTE),
    reading: createMeter(600, MINUTE),
    writing: createMeter(20, 60 * MINUTE),
    keySalt: randomBytes(32),
    catalogue: { stamp: '', rows: [] },
    dir: join(platform.config.dataDir, 'portal'),
  };
  desks.set(platform, desk);
  return desk;
}

/**
 * Who wrote, as far as limits need to know: a digest of address and day under a key of this process. It cannot be turned
 * back, and two days of one address do not look alike.
 */
export function authorOf(platform: Platform, address: string): string {
  const day = chinaDate(platform.clock.now());
  return createHmac('sha256', deskOf(platform).keySalt).update(`${day} ${address}`).digest('base64url').slice(0, 22);
}
