import type { Actor } from '#platform/scope.ts';
import type { DivisionIndex } from './division.ts';

/** Whether a region lies in a subtree that the actor's scope names. An unknown code lies nowhere. */
export function mayReadRegion(actor: Actor, regions: DivisionIndex, code: string): boolean {
  const roots = actor.scope.regions;
  return roots === 'all' ? regions.get(code) !== undefined : roots.some((root) => regions.isWithin(code, root));
}

/** All codes the actor may read, former divisions and zones among them, for a filter in SQL; `all` needs no filter. */
export function readableRegions(actor: Actor, regions: DivisionIndex): 'all' | string[] {
  if (actor.scope.regions === 'all') return 'all';
  return regions.all.map((division) => division.code).filter((code) => mayReadRegion(actor, regions, code));
}

/** Whether a department's internal data are open to the actor. */
export function mayReadDepartment(actor: Actor, code: string): boolean {
  const { departments } = actor.scope;
  return departments === 'all' || departments.includes(code);
}
