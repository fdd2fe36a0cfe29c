import { regionsOf } from '#module/identity';
import { chinaDate } from '#platform/clock.ts';
import type { Platform } from '#platform/module.ts';
import { type PeriodKey, partOf, yearOf } from '#platform/period/key.ts';
import type { Actor } from '#platform/scope.ts';
import type { IndicatorHead, Row } from '../contract.ts';
import { deskOf } from '../desk.ts';
import type { KnownIndicator } from '../known.ts';
import { readNewest, readRuns } from '../olap/read.ts';
import { indexNewest } from '../snapshot.ts';
import { listTargets } from '../sql/target.ts';
import type { Db } from '../tables.ts';
import { openCalendar } from './calendar.ts';
import { indexFacts } from './facts.ts';
import type { Ground, Targets } from './figure.ts';
import { openNeeds } from './needs.ts';
import { openRankings } from './ranking.ts';
import type { Ask } from './resolve.ts';
import { needRows, type RowOptions, rowsOf, sisterhoods, targetsWanted } from './row.ts';
import type { World } from './world.ts';

/** Asks that are answered alike. Several groups make one screen. */
export interface AskGroup {
  readonly asks: readonly Ask[];
  readonly options: RowOptions;
}

/**
 * The world as an actor sees it now, or saw it at `asOf`; then what was newest of the indicators is asked of the
 * warehouse too, since the ledger keeps what is newest today.
 */
export async function openWorld(
  platform: Platform,
  actor: Actor,
  asOf: Date | null,
  indicators: readonly string[],
): Promise<World> {
  const [snapshot, regions] = await Promise.all([deskOf(platform).snapshot(), regionsOf(platform)]);
  const { lastPublication, hidden } = snapshot;
  const now = platform.clock.now();
  return {
    snapshot,
    regions,
    actor,
    now: now.getTime(),
    today: chinaDate(asOf ?? now),
    asOf,
    newest: asOf
      ? indexNewest(await readNewest(platform.olap, indicators, { lastPublication, hidden, asOf }))
      : snapshot.newest,
    turns: { next: null },
    calendar: openCalendar(),
    pending: new Map(),
  };
}

/** The rows of each group, out of one statement to the warehouse and one to the ledger. */
export async function answer(platform: Platform, world: World, groups: readonly AskGroup[]): Promise<Row[][]> {
  const book = openNeeds(world);
  for (const { asks, options } of groups) for (const ask of asks) needRows(book, world, ask, options);
  const { lastPublication, hidden } = world.snapshot;
  const [runs, targets] = await Promise.all([
    readRuns(platform.olap, book.fetches(), { lastPublication, hidden, asOf: world.asOf }),
    readTargets(deskOf(platform).db, world, groups),
  ]);
  const ground: Ground = { world, facts: indexFacts(runs), targets };
  return groups.map(({ asks, options }) => {
    const rankings = openRankings(ground, options.rankBy);
    return asks.flatMap((ask) => rowsOf(ground, ask, options, rankings));
  });
}

async function readTargets(db: Db, world: World, groups: readonly AskGroup[]): Promise<Targets> {
  const wanted = groups.flatMap(({ asks, options }) =>
    asks.map((ask) => ({ ask, ...targetsWanted(ask.indicator, options) })).filter(({ own }) => own),
  );
  const regions = wanted.flatMap(({ ask, sisters }) => [
    ...ask.regions,
    ...(sisters ? sisterhoods(world, ask.regions).flat() : []),
  ]);
  const years = wanted.flatMap(({ ask, sisters }) => ask.periods.flatMap((period) => targetYears(period, sisters)));
  const rows = await listTargets(db, {
    indicators: [...new Set(wanted.map(({ ask }) => ask.indicator.code))],
    regions: [...new Set(regions)],
    years: [...new Set(years)],
    asOf: world.asOf,
  });
  const byKey = new Map(rows.map((row) => [`${row.indicator} ${row.region} ${row.year}`, row]));
  return {
    at: (indicator, region, year) => {
      const row = byKey.get(`${indicator} ${region} ${year}`);
      return row ? { value: row.value, curve: readCurve(row.curve) } : null;
    },
  };
}

/** A change of place in January looks at the year before; and so does a light over several periods. */
function targetYears(period: PeriodKey, ranked: boolean): number[] {
  const year = yearOf(period);
  return ranked || partOf(period) <= LONGEST_RUN ? [year - 1, year] : [year];
}

/** Periods of a year in which a light may look back into the year before. */
const LONGEST_RUN = 6;

/** Twelve shares, or null: a stored curve of another shape is none. */
function readCurve(curve: unknown): number[] | null {
  if (!Array.isArray(curve) || curve.length !== 12) return null;
  const shares = curve.filter((share) => typeof share === 'number');
  return shares.length === 12 ? shares : null;
}

/** What is the same in every row of an indicator. */
export function headOf({ current: { definition } }: KnownIndicator): IndicatorHead {
  const { code, name, shortName, unit, decimals, frequency, basis, direction, measure, ownerDept, caliber } =
    definition;
  return { code, name, shortName, unit, decimals, frequency, basis, direction, measure, ownerDept, caliber };
}

/** Heads of the indicators that rows speak of, each once. */
export function headsOf(asks: readonly Ask[]): IndicatorHead[] {
  return [...new Set(asks.map((ask) => ask.indicator))].map(headOf);
}

/** The version under which answers of this world are cached and compared. */
export function versionText({ snapshot }: Pick<World, 'snapshot'>): string {
  return `${snapshot.version}.${snapshot.today}`;
}
