import type { Platform } from '#platform/module.ts';
import type { ClassNode } from './rules/class.ts';
import { keepSearch, type SearchKeeper } from './search/keeper.ts';
import { selectClasses } from './sql/class.ts';
import type { CatalogueTables, Db } from './tables.ts';

/** What this module holds in memory for one platform. All of it can be lost: the ledger decides. */
export interface Desk {
  readonly db: Db;
  readonly search: SearchKeeper;
}

const desks = new WeakMap<Platform, Desk>();

/** The desk of a platform, made at the first use. */
export function deskOf(platform: Platform): Desk {
  const known = desks.get(platform);
  if (known) return known;
  const db = platform.db<CatalogueTables>();
  const desk = { db, search: keepSearch(db) };
  desks.set(platform, desk);
  return desk;
}

/** The class scheme of this node: a few hundred rows, read where they are needed. */
export function classesOf(platform: Platform): Promise<ClassNode[]> {
  return selectClasses(deskOf(platform).db);
}
