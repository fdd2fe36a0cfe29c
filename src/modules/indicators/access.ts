/** Who may see which figures: secrecy by permission, regions by subtree, embargo by the hour of release. Pure. */

import { mayReadDepartment, mayReadRegion, type Regions } from '#module/identity';
import { endOf, type PeriodKey, periodHolding, shiftPeriod } from '#platform/period/key.ts';
import { type Actor, SYSTEM_ACTOR } from '#platform/scope.ts';
import { dueDate } from './rules/availability.ts';
import type { IndicatorDefinition } from './rules/definition.ts';
import { releaseKey, type Snapshot } from './snapshot.ts';

type Secrecy = Pick<IndicatorDefinition, 'secrecy' | 'ownerDept'>;

/** The national total is common knowledge: it bounds no one's subtree. */
const NATION = '100000';

/**
 * Whether an indicator's figures are open to an actor: public ones to every reader, internal ones by permission,
 * restricted ones (工作秘密) besides only within the actor's departments.
 */
export function mayRead(actor: Actor, { secrecy, ownerDept }: Secrecy): boolean {
  if (secrecy === 'public' || isSystem(actor)) return true;
  if (!actor.permissions.has('indicator:read-internal')) return false;
  return secrecy === 'internal' || mayReadDepartment(actor, ownerDept);
}

/**
 * Whether figures of a region are open to an actor. The national total is open to all; who reads a whole province may
 * hold it against the other provinces.
 */
export function mayReadPlace(actor: Actor, regions: Regions, code: string): boolean {
  if (code === NATION || mayReadRegion(actor, regions, code)) return true;
  const { regions: roots } = actor.scope;
  return roots !== 'all' && regions.level(code) === 'province' && roots.some((r) => regions.level(r) === 'province');
}

/** Whether figures show before their release. */
export function seesEmbargoed(actor: Actor): boolean {
  return isSystem(actor) || actor.permissions.has('embargo:read');
}

/** Ten in the morning, the hour at which the bureaus release. */
const RELEASE_HOUR = '10:00:00+08:00';

/**
 * The instant (ms) from which everybody may see a period, or null when the indicator is under no embargo: as the
 * calendar says, else the usual instant (a memo of which may be handed in).
 */
export function releaseOf(
  definition: Pick<IndicatorDefinition, 'code' | 'embargo' | 'collectDueDays'>,
  period: PeriodKey,
  releases: Snapshot['releases'],
  usual: typeof usualRelease = usualRelease,
): number | null {
  if (!definition.embargo) return null;
  return releases.get(releaseKey(definition.code, period)) ?? usual(period, definition.collectDueDays);
}

/** Ten o'clock on the day after the reporting deadline, in milliseconds. */
export function usualRelease(period: PeriodKey, collectDueDays: number): number {
  const day = shiftPeriod(periodHolding(dueDate(period, { collectDueDays }), 'D'), 1);
  return Date.parse(`${endOf(day)}T${RELEASE_HOUR}`);
}

/** The part of an actor on which answers depend; two actors with the same text get the same answer. */
export function scopeText(actor: Actor): string {
  const { regions, departments } = actor.scope;
  const rights = ['indicator:read-internal', 'embargo:read'].map((p) => (actor.permissions.has(p) ? 1 : 0));
  return JSON.stringify([isSystem(actor), rights, regions, departments]);
}

const isSystem = (actor: Actor): boolean => actor.userId === SYSTEM_ACTOR.userId;
