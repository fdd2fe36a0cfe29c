import { createHash } from 'node:crypto';
import { canonical } from '#platform/audit.ts';
import type { Platform } from '#platform/module.ts';
import { deskOf } from './desk.ts';
import type { Department } from './rules/department.ts';
import { type Division, type DivisionIndex, indexDivisions } from './rules/division.ts';
import { createRegionResolver, type RegionResolver } from './rules/region-name.ts';
import { DEPARTMENTS } from './seed/departments.ts';
import { DIVISIONS } from './seed/divisions.ts';
import { selectDepartments, selectDivisions, upsertDepartments, upsertDivisions } from './sql/reference.ts';
import { readSetting, writeSetting } from './sql/setting.ts';

/** The divisions of this node: the tree with its history, and a reader of names. */
export interface Regions extends DivisionIndex {
  readonly byCode: ReadonlyMap<string, Division>;
  readonly resolve: RegionResolver;
}

interface Reference {
  regions: Promise<Regions> | null;
  departments: Promise<readonly Department[]> | null;
}

const references = new WeakMap<Platform, Reference>();

/** The divisions in the ledger, read once and kept. */
export function regionsOf(platform: Platform): Promise<Regions> {
  const reference = referenceOf(platform);
  reference.regions ??= keepUnlessFailed(loadRegions(platform), () => {
    reference.regions = null;
  });
  return reference.regions;
}

/** The departments and outside bodies in the ledger, of all times, read once and kept. */
export function departmentsOf(platform: Platform): Promise<readonly Department[]> {
  const reference = referenceOf(platform);
  reference.departments ??= keepUnlessFailed(selectDepartments(deskOf(platform).db), () => {
    reference.departments = null;
  });
  return reference.departments;
}

const VERSION_KEY = 'identity.reference';

/** Bring the reference rows to this version; a start of the same version writes nothing. */
export async function prepareReference(platform: Platform): Promise<void> {
  const { db } = deskOf(platform);
  const version = createHash('sha256')
    .update(canonical([DIVISIONS, DEPARTMENTS]))
    .digest('hex');
  if ((await readSetting(db, VERSION_KEY)) === version) return;
  await db.transaction().execute(async (tx) => {
    await upsertDivisions(tx, DIVISIONS);
    await upsertDepartments(tx, DEPARTMENTS);
    await writeSetting(tx, VERSION_KEY, version, platform.clock.now());
  });
  references.delete(platform);
}

function referenceOf(platform: Platform): Reference {
  const known = references.get(platform) ?? { regions: null, departments: null };
  references.set(platform, known);
  return known;
}

async function loadRegions(platform: Platform): Promise<Regions> {
  const divisions = await selectDivisions(deskOf(platform).db);
  const byCode = new Map(divisions.map((division) => [division.code, division]));
  return { ...indexDivisions(divisions), byCode, resolve: createRegionResolver(divisions) };
}

function keepUnlessFailed<T>(loading: Promise<T>, drop: () => void): Promise<T> {
  loading.catch(drop);
  return loading;
}
