import { type Division, departmentsOf, type Regions, regionsOf } from '#module/identity';
import { platformErrors } from '#platform/errors.ts';
import type { Platform } from '#platform/module.ts';
import type { Actor } from '#platform/scope.ts';
import { HOME, NATION, type Place, type RegionRef } from '../contract.ts';

/** Where an actor begins: the province, or the first place of their own scope. */
export function homeOf(actor: Actor): string {
  return actor.scope.regions === 'all' ? HOME : (actor.scope.regions[0] ?? HOME);
}

/**
 * The way up, the neighbours and the way down of a place.
 * @throws {Refusal} `platform.not-found`
 */
export async function placeOf(platform: Platform, code: string): Promise<Place> {
  const regions = await regionsOf(platform);
  const region = regions.get(code);
  if (!region) throw platformErrors['not-found']({ what: `代码为 ${code} 的地区` });
  const siblings = region.parent && region.parent !== NATION ? regions.childrenOf(region.parent) : [];
  return {
    region: refOf(region),
    path: pathTo(regions, region).map(refOf),
    siblings: siblings.map(refOf),
    children: regions.childrenOf(code).map(refOf),
  };
}

/** From the province down to the place itself; the nation stands only for itself. */
function pathTo(regions: Regions, region: Division): Division[] {
  const path: Division[] = [];
  for (let at: Division | undefined = region; at; at = at.parent ? regions.get(at.parent) : undefined) path.unshift(at);
  return path.filter((division) => division.code !== NATION || path.length === 1);
}

const refOf = ({ code, name, shortName, level }: Division): RegionRef => ({ code, name, shortName, level });

/** Names of owners by code. */
export async function ownerNames(platform: Platform): Promise<Map<string, string>> {
  const departments = await departmentsOf(platform);
  return new Map(departments.map(({ code, shortName }) => [code, shortName]));
}
