import { openSealer, type Sealer } from '#platform/crypto/sealer.ts';
import type { Platform } from '#platform/module.ts';
import type { Db, ExchangeTables } from './tables.ts';

/** What sharing holds in memory for one platform. All of it can be lost: the ledger decides. */
export interface Desk {
  readonly db: Db;
  readonly sealer: Sealer;
}

const desks = new WeakMap<Platform, Desk>();

/** The desk of a platform, made at the first use. */
export function deskOf(platform: Platform): Desk {
  const known = desks.get(platform);
  if (known) return known;
  const desk: Desk = { db: platform.db<ExchangeTables>(), sealer: openSealer(platform.config.dataDir) };
  desks.set(platform, desk);
  return desk;
}
