import type { IndicatorHead, Row } from '#contract/indicators';
import { departmentsOf } from '#module/identity';
import { makeCards } from '#module/indicators';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import type { DepartmentList } from '../contract.ts';
import { listWatched } from '../sql.ts';
import type { CockpitTables } from '../tables.ts';
import { homeOf } from './place.ts';

/** Every department with the state of the figures that it owns among those on any board. */
export async function makeDepartments(
  platform: Platform,
  actor: Actor,
): Promise<{ value: DepartmentList; validUntil: number | null }> {
  const watched = await listWatched(platform.db<CockpitTables>());
  const [departments, { reply, validUntil }] = await Promise.all([
    departmentsOf(platform),
    makeCards(platform, actor, { region: homeOf(actor), indicators: watched }),
  ]);
  const heads = new Map(reply.heads.map((head) => [head.code, head]));
  const rows = Map.groupBy(reply.cards, (row) => heads.get(row.indicator)?.ownerDept ?? '');
  const late = Map.groupBy(reply.overdue, ({ indicator }) => heads.get(indicator)?.ownerDept ?? '');
  const present = departments.filter((department) => department.validTo === null && department.kind !== 'support');
  const value = present.map(({ code, name, shortName, kind }) => ({
    code,
    name,
    shortName,
    kind,
    late: late.get(code)?.length ?? 0,
    ...countLights(rows.get(code) ?? []),
    owns: ownedBy(code, reply.heads),
  }));
  return { value: { departments: value, demo: reply.demo, version: reply.version }, validUntil };
}

function countLights(rows: readonly Row[]) {
  const count = (colour: string) => rows.filter((row) => row.light?.colour === colour).length;
  return {
    indicators: rows.length,
    red: count('red'),
    yellow: count('yellow'),
    green: count('green'),
    none: count('none'),
  };
}

const ownedBy = (dept: string, heads: readonly IndicatorHead[]) =>
  heads.filter((head) => head.ownerDept === dept).map(({ code, shortName }) => ({ code, shortName }));
