import { departmentsOf, regionsOf } from '#module/identity';
import { newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import type { ResolveRegion } from './rules/region.ts';
import type { SheetLook } from './sheets/look.ts';
import type { Db, IngestTables } from './tables.ts';

/** What ingest holds in memory for one platform. All of it can be lost: the ledger decides. */
export interface Desk {
  readonly db: Db;
  /** Names this run of the process in the ledger, so that what a dead run left open is told apart. */
  readonly run: string;
  /** Sheets looked at lately, by file, sheet and dialect. */
  readonly looks: Map<string, Promise<SheetLook>>;
}

const desks = new WeakMap<Platform, Desk>();

/** The desk of a platform, made at the first use. */
export function deskOf(platform: Platform): Desk {
  const known = desks.get(platform);
  if (known) return known;
  const desk: Desk = { db: platform.db<IngestTables>(), run: newToken(12), looks: new Map() };
  desks.set(platform, desk);
  return desk;
}

/** How tables' words for regions are read on this node. */
export async function regionReader(platform: Platform): Promise<ResolveRegion> {
  const { resolve } = await regionsOf(platform);
  return (text, hint) => resolve(text, hint?.parent === undefined ? {} : { parent: hint.parent });
}

/** Whether a department is known by this code. */
export async function isDepartment(platform: Platform, code: string): Promise<boolean> {
  return (await departmentsOf(platform)).some((department) => department.code === code);
}
