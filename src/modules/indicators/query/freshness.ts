import type { Platform } from '#platform/module.ts';
import type { PeriodKey } from '#platform/period/key.ts';
import type { Actor } from '#platform/scope.ts';
import { deskOf } from '../desk.ts';
import type { KnownIndicator } from '../known.ts';
import { readArrived } from '../olap/arrived.ts';
import { dueDate, latestDue } from '../rules/availability.ts';
import { openWorld } from './engine.ts';
import { isOpen, levelOf, type World } from './world.ts';

/** A figure that should have come by now and has not, with who owes it. */
export interface Overdue {
  readonly indicator: string;
  readonly shortName: string;
  readonly ownerDept: string;
  readonly period: PeriodKey;
  readonly dueDate: string;
}

/** How much of what was due of a place has come, over every indicator collected there that the actor may read. */
export interface Freshness {
  readonly expected: number;
  readonly overdue: readonly Overdue[];
}

interface Kept {
  readonly version: number;
  readonly today: string;
  readonly arrived: Promise<ReadonlySet<string>>;
}

const kept = new WeakMap<object, Map<string, Kept>>();

/**
 * The figures due by today and not there. What has come is asked of the warehouse once a data version and day; what an
 * actor may not read is not counted for them.
 */
export async function freshnessOf(platform: Platform, actor: Actor, region: string): Promise<Freshness> {
  const world = await openWorld(platform, actor, null, []);
  const due = [...world.snapshot.indicators.values()].flatMap((indicator) => dueOf(world, indicator, region) ?? []);
  const arrived = await arrivedIn(platform, world, region, due);
  const overdue = due.filter(({ indicator, period }) => !arrived.has(`${indicator.code} ${period}`)).map(overdueOf);
  return { expected: due.length, overdue };
}

interface Due {
  readonly indicator: KnownIndicator;
  readonly period: PeriodKey;
}

function dueOf(world: World, indicator: KnownIndicator, region: string): Due | null {
  const { definition } = indicator.current;
  const level = levelOf(world, region);
  if (level === 'nation' || !definition.levels.includes(level)) return null;
  const period = latestDue(definition, world.today);
  return isOpen(world, indicator, period) ? { indicator, period } : null;
}

function overdueOf({ indicator, period }: Due): Overdue {
  const { shortName, ownerDept, ...definition } = indicator.current.definition;
  return { indicator: indicator.code, shortName, ownerDept, period, dueDate: dueDate(period, definition) };
}

function arrivedIn(
  platform: Platform,
  world: World,
  region: string,
  due: readonly Due[],
): Promise<ReadonlySet<string>> {
  const desk = deskOf(platform);
  const places = kept.get(desk) ?? new Map<string, Kept>();
  kept.set(desk, places);
  const { version, lastPublication, hidden } = world.snapshot;
  const known = places.get(region);
  if (known && known.version === version && known.today === world.today) return known.arrived;
  const periods = [...new Set(due.map(({ period }) => period))];
  const arrived = readArrived(platform.olap, { region, periods, lastPublication, hidden });
  arrived.catch(() => places.delete(region));
  places.set(region, { version, today: world.today, arrived });
  return arrived;
}
