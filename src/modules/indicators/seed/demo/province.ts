import { type Frequency, yearOf } from '#platform/period/key.ts';
import type { Level } from '../../contract.ts';
import type { IndicatorDefinition } from '../../rules/definition.ts';
import { type DemoPeriod, demoPeriods } from './calendar.ts';
import { jitter, seedOf } from './noise.ts';
import { profileOf } from './profiles.ts';
import { type DemoRow, isFlow, simulate } from './series.ts';
import { cityShare, countyShare } from './shares.ts';
import { troubled } from './troubles.ts';

/** A place of the demo province: what its figures are a part of. */
export interface DemoRegion {
  readonly code: string;
  readonly level: Level;
  readonly parent: string;
}

/** An annual target of the demo province, in the indicator's unit (or % for growth targets). */
export interface DemoTarget {
  readonly indicator: string;
  readonly region: string;
  readonly year: number;
  readonly value: number;
}

/** Daily figures of counties: the last weeks only, since three years of them would be most of the data. */
const COUNTY_DAYS = 35;

/**
 * Every figure of one indicator in the demo province that was published before `now`, and its targets.
 * The same for the same date; troubles included. `regions` are the province, cities and counties in force.
 */
export function demoProvince(
  definition: IndicatorDefinition,
  regions: readonly DemoRegion[],
  today: string,
  now: Date,
): { rows: DemoRow[]; targets: DemoTarget[] } {
  const places = regions.filter((region) => definition.levels.includes(region.level));
  const targets = places.flatMap((region) => targetsOf(definition, region, regions, Number(today.slice(0, 4))));
  const baseYear = Number(today.slice(0, 4)) - 1;
  const rows = frequenciesOf(definition).flatMap((frequency) => {
    const periods = demoPeriods(frequency, today, definition.collectDueDays, baseYear);
    return places.flatMap((region) => {
      const own = periodsOf(region, frequency, periods);
      const published = simulate(inputOf(definition, region, regions, frequency, own, baseYear)).filter(
        (row) => row.at <= now,
      );
      return troubled(definition, published, goalFor(targets, published));
    });
  });
  const published = addUp(definition, rows).filter((row) => row.at <= now);
  return { rows: published.map((row) => rounded(definition, row)), targets };
}

function goalFor(targets: readonly DemoTarget[], rows: readonly DemoRow[]): number | null {
  const last = rows.at(-1);
  if (!last) return null;
  return targets.find((target) => target.region === last.region && target.year === yearOf(last.period))?.value ?? null;
}

function frequenciesOf(definition: IndicatorDefinition): Frequency[] {
  const monthly = definition.frequency !== 'M' && definition.alsoFrequencies.includes('M');
  return monthly ? [definition.frequency, 'M'] : [definition.frequency];
}

function periodsOf(region: DemoRegion, frequency: Frequency, all: readonly DemoPeriod[]): readonly DemoPeriod[] {
  if (region.level !== 'county') return all;
  if (frequency === 'h') return [];
  return frequency === 'D' ? all.slice(-COUNTY_DAYS) : all;
}

/** Small places stray further than large ones. */
const LOOSENESS: Readonly<Record<Level, number>> = { province: 0.35, city: 1, county: 1.3 };

function inputOf(
  definition: IndicatorDefinition,
  region: DemoRegion,
  regions: readonly DemoRegion[],
  frequency: Frequency,
  periods: readonly DemoPeriod[],
  baseYear: number,
) {
  const looseness = LOOSENESS[region.level];
  const profile = profileOf(definition.code, definition.unit);
  const share = shareOf(definition, region, regions);
  return {
    definition,
    profile,
    region: region.code,
    frequency,
    periods,
    share,
    looseness,
    baseYear,
  };
}

/** Amounts are shared out; means, rates, indices and amounts per head are of the same order everywhere. */
function shareOf(definition: IndicatorDefinition, region: DemoRegion, regions: readonly DemoRegion[]): number {
  if (!isSharedOut(definition) || region.level === 'province') return 1;
  if (region.level === 'city') return cityShare(definition.code, region.code);
  const siblings = regions.filter((other) => other.parent === region.parent).map((other) => other.code);
  return cityShare(definition.code, region.parent) * countyShare(definition.code, region.code, siblings);
}

function isSharedOut({ measure, aggregation, unit }: IndicatorDefinition): boolean {
  if (measure !== 'amount') return false;
  if (aggregation.rule === 'sum' || aggregation.rule === 'distinct') return true;
  return aggregation.rule === 'none' && /元$|千瓦时$|吨$/.test(unit) && unit !== '元';
}

/** Targets of last year and this: a little more than the year before for amounts, a level for the rest. */
function targetsOf(
  definition: IndicatorDefinition,
  region: DemoRegion,
  regions: readonly DemoRegion[],
  year: number,
): DemoTarget[] {
  if (definition.targetKind === 'none' || region.level === 'county') return [];
  const profile = profileOf(definition.code, definition.unit);
  const share = shareOf(definition, region, regions);
  return [year - 1, year].map((y) => ({
    indicator: definition.code,
    region: region.code,
    year: y,
    value: goal(definition, profile, share, region.code, y - year + 1),
  }));
}

function goal(
  definition: IndicatorDefinition,
  profile: { level: number; growth: number },
  share: number,
  region: string,
  ahead: number,
): number {
  const bend = 1 + 0.02 * jitter(seedOf('goal', definition.code, region));
  const round = (value: number) => Number(value.toFixed(Math.max(1, definition.decimals)));
  if (definition.targetKind === 'completion') return 100;
  if (definition.targetKind === 'growth')
    return round(Math.max(2, (definition.measure === 'growth' ? profile.level : profile.growth) + 0.4));
  const grown = isFlow(definition)
    ? profile.level * share * (1 + profile.growth / 100) ** ahead
    : profile.level * share;
  return round(grown * bend * (definition.direction === 'lower' ? 1.02 : 1));
}

/** For amounts that add up, the province is the sum of its cities and a little that stands with the province itself. */
function addUp(definition: IndicatorDefinition, rows: readonly DemoRow[]): DemoRow[] {
  if (definition.aggregation.rule !== 'sum' || definition.measure !== 'amount') return [...rows];
  const sums = new Map<string, number>();
  const counts = new Map<string, number>();
  for (const row of rows) {
    if (!/^14(0[1-9]|1[01])00$/.test(row.region) || row.value === null || row.stage === 'corrected') continue;
    sums.set(row.period, (sums.get(row.period) ?? 0) + row.value);
    counts.set(row.period, (counts.get(row.period) ?? 0) + 1);
  }
  return rows.map((row) => {
    const complete = counts.get(row.period) === 11 && row.region === '140000' && row.value !== null;
    if (!complete) return row;
    const value = Number(((sums.get(row.period) ?? 0) * 1.003).toFixed(definition.decimals));
    return { ...row, value: row.stage === 'corrected' ? Number((value * 0.974).toFixed(definition.decimals)) : value };
  });
}

/** What troubles made of a figure is published with its decimals too. */
function rounded({ decimals }: IndicatorDefinition, row: DemoRow): DemoRow {
  return row.value === null ? row : { ...row, value: Number(row.value.toFixed(decimals)) };
}
