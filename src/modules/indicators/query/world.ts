import type { Regions } from '#module/identity';
import type { PeriodKey } from '#platform/period/key.ts';
import type { Actor } from '#platform/scope.ts';
import { mayRead, releaseOf, seesEmbargoed } from '../access.ts';
import type { KnownIndicator } from '../known.ts';
import { type DataLevel, type NewestPeriods, releaseKey, type Snapshot } from '../snapshot.ts';
import type { Calendar } from './calendar.ts';

/** Everything an answer depends on besides the figures themselves. */
export interface World {
  readonly snapshot: Snapshot;
  readonly regions: Regions;
  readonly actor: Actor;
  /** The instant of asking, ms. */
  readonly now: number;
  /** The China date as of which absence is judged. */
  readonly today: string;
  readonly asOf: Date | null;
  /** Newest periods, as of `asOf`. */
  readonly newest: NewestPeriods;
  /** The next instant (ms) at which an embargo that shaped this answer ends. */
  readonly turns: { next: number | null };
  readonly calendar: Calendar;
  /** Release instants that are still to come, by `releaseKey`: a memo of `pendingRelease`. */
  readonly pending: Map<string, number | null>;
}

/** The level under which a region's figures stand. Zones count with the counties. */
export function levelOf({ regions }: World, region: string): DataLevel {
  const level = regions.level(region);
  return level === 'nation' || level === 'province' || level === 'city' ? level : 'county';
}

export const nameOf = (world: World, region: string): string => world.regions.get(region)?.shortName ?? region;

/** The instant (ms) of a release that is still to come, else null. It bounds how long the answer holds. */
export function pendingRelease(world: World, indicator: KnownIndicator, period: PeriodKey): number | null {
  if (!indicator.current.definition.embargo) return null;
  const key = releaseKey(indicator.code, period);
  const known = world.pending.get(key);
  if (known !== undefined) return known;
  const at = releaseOf(indicator.current.definition, period, world.snapshot.releases, world.calendar.usualRelease);
  const pending = at === null || at <= world.now ? null : at;
  world.pending.set(key, pending);
  if (pending !== null) world.turns.next = Math.min(world.turns.next ?? pending, pending);
  return pending;
}

/** Whether the actor may see figures of an indicator in a period. */
export function isOpen(world: World, indicator: KnownIndicator, period: PeriodKey): boolean {
  if (!mayRead(world.actor, indicator.current.definition)) return false;
  return pendingRelease(world, indicator, period) === null || seesEmbargoed(world.actor);
}

/** The regions that rank together: those of the same parent. Taiwan, Hong Kong and Macao have their own statistics. */
export function sistersOf({ regions }: World, region: string): readonly string[] {
  const parent = regions.get(region)?.parent;
  if (!parent) return [];
  return regions
    .childrenOf(parent)
    .map(({ code }) => code)
    .filter((code) => !APART.has(code));
}

const APART = new Set(['710000', '810000', '820000']);
