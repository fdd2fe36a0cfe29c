import { subtractDecimal } from '#platform/decimal.ts';
import { type PeriodKey, yearOf } from '#platform/period/key.ts';
import type { Level, Light } from '../contract.ts';
import type { KnownIndicator } from '../known.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import { type LightFacts, lightOf, type PeriodFacts } from '../rules/light.ts';
import { excessOver } from '../rules/progress.ts';
import type { Subject, Threshold } from '../rules/threshold.ts';
import { cellAt, type Ground, moved, type Place, valueAt } from './figure.ts';
import { chainBasis, type NeedBook, withLastYear, withPrevious } from './needs.ts';
import { periodGrowthAt, progressAt, yearGrowthAt } from './operators.ts';
import type { Rankings } from './ranking.ts';
import { levelOf, type World } from './world.ts';

const NATION = '100000';
/** Earlier years of the same season that make up a usual high. */
const SEASONS = 5;

/** The light of a place, always judged on the indicator's own basis. */
export function lightAt(ground: Ground, rankings: Rankings, asked: Place): Light {
  const { definition } = asked.indicator.current;
  const place = { ...asked, basis: definition.basis };
  const level = thresholdLevel(ground.world, place.region);
  const facts: LightFacts = {
    status: cellAt(ground, place).status,
    level,
    unit: definition.unit,
    growthUnit: yearGrowthAt(ground, place).unit,
    own: recent(ground.world, definition, place.period).map((p) =>
      periodFacts(ground, rankings, moved(place, p), subjectsOf(definition)),
    ),
    target: ground.targets.at(definition.code, place.region, yearOf(place.period))?.value ?? null,
    ...(holdsAgainst(definition, 'nation') ? { nation: nationFacts(ground, rankings, place) } : {}),
    ...(holdsAgainst(definition, 'usual-high') ? { usualHigh: usualHigh(ground, place) } : {}),
    peers: peersOf(ground, rankings, place),
  };
  return lightOf(definition.thresholds, facts);
}

function peersOf(ground: Ground, rankings: Rankings, place: Place): NonNullable<LightFacts['peers']> {
  const { definition } = place.indicator.current;
  const periods = recent(ground.world, definition, place.period);
  return Object.fromEntries(
    peerIndicators(ground.world, definition).map((peer) => {
      const { name, unit, basis } = peer.current.definition;
      const at = (period: PeriodKey) =>
        periodFacts(ground, rankings, { ...place, indicator: peer, basis, period }, subjectsOf(definition));
      return [peer.code, { name, unit, periods: periods.map(at) }];
    }),
  );
}

const nationFacts = (ground: Ground, rankings: Rankings, place: Place): PeriodFacts[] => {
  const { definition } = place.indicator.current;
  const own = { ...place, region: NATION };
  return recent(ground.world, definition, place.period).map((p) =>
    periodFacts(ground, rankings, moved(own, p), subjectsOf(definition)),
  );
};

function periodFacts(ground: Ground, rankings: Rankings, place: Place, subjects: ReadonlySet<Subject>): PeriodFacts {
  return Object.fromEntries([...subjects].map((subject) => [subject, READERS[subject](ground, place, rankings)]));
}

type Reader = (ground: Ground, place: Place, rankings: Rankings) => number | null;

const READERS: Readonly<Record<Subject, Reader>> = {
  value: valueAt,
  yoy: (ground, place) => yearGrowthAt(ground, place).value,
  mom: (ground, place) => periodGrowthAt(ground, place).value,
  gap: (ground, place) => progressAt(ground, place).gap ?? null,
  excess: (ground, place) => {
    const target = ground.targets.at(place.indicator.code, place.region, yearOf(place.period));
    return excessOver(valueAt(ground, place), target?.value ?? null);
  },
  step: (ground, place) => {
    const own = { ...place, basis: chainBasis(place.indicator.current.definition, place.basis) };
    const before = ground.world.calendar.previous(place.period, place.indicator.current.definition.mergedJanFeb);
    const [value, base] = [valueAt(ground, own), valueAt(ground, moved(own, before))];
    return value === null || base === null ? null : subtractDecimal(value, base);
  },
  'rank-from-end': (_ground, place, rankings) => rankings.fromEnd(place),
};

/** 80th percentile of the same period of earlier years, by linear interpolation; null with fewer than three. */
function usualHigh(ground: Ground, place: Place): number | null {
  const values = seasons(ground.world, place.period).flatMap((period) => valueAt(ground, moved(place, period)) ?? []);
  if (values.length < 3) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const position = 0.8 * (sorted.length - 1);
  const [low = 0, high = low] = [sorted[Math.floor(position)], sorted[Math.ceil(position)]];
  return low + (high - low) * (position - Math.floor(position));
}

function seasons({ calendar }: World, period: PeriodKey): PeriodKey[] {
  const earlier: PeriodKey[] = [];
  for (let at = calendar.lastYear(period); at && earlier.length < SEASONS; at = calendar.lastYear(at)) earlier.push(at);
  return earlier;
}

/** The periods that thresholds look at, newest first. */
function recent({ calendar }: World, definition: IndicatorDefinition, period: PeriodKey): PeriodKey[] {
  const length = Math.max(1, ...definition.thresholds.map(({ running = 1 }) => running));
  const periods = [period];
  for (let at = period; periods.length < length; ) {
    at = calendar.previous(at, definition.mergedJanFeb);
    periods.push(at);
  }
  return periods;
}

const subjectsOf = ({ thresholds }: IndicatorDefinition): Set<Subject> => new Set(thresholds.map((t) => t.subject));

function holdsAgainst({ thresholds }: IndicatorDefinition, what: 'nation' | 'usual-high'): boolean {
  return thresholds.some(({ than }) => than === what);
}

function peerIndicators({ snapshot }: World, { thresholds }: IndicatorDefinition): KnownIndicator[] {
  const codes = thresholds.flatMap(({ of, than }: Threshold) => [
    ...(of ? [of] : []),
    ...(typeof than === 'object' ? [than.peer] : []),
  ]);
  return [...new Set(codes)].flatMap((code) => snapshot.indicators.get(code) ?? []);
}

function thresholdLevel(world: World, region: string): Level {
  const level = levelOf(world, region);
  return level === 'nation' ? 'province' : level;
}

/** Note what the light of a place looks at; rankings are noted by the caller. */
export function needLight(
  book: NeedBook,
  world: World,
  indicator: KnownIndicator,
  regions: readonly string[],
  period: PeriodKey,
): void {
  const { definition } = indicator.current;
  const periods = recent(world, definition, period);
  needSubjects(book, world, indicator, definition, regions, periods);
  for (const peer of peerIndicators(world, definition)) needSubjects(book, world, peer, definition, regions, periods);
  if (holdsAgainst(definition, 'nation')) needSubjects(book, world, indicator, definition, [NATION], periods);
  if (holdsAgainst(definition, 'usual-high'))
    book.figures(indicator, definition.basis, regions, seasons(world, period));
}

function needSubjects(
  book: NeedBook,
  world: World,
  indicator: KnownIndicator,
  { thresholds }: IndicatorDefinition,
  regions: readonly string[],
  periods: readonly PeriodKey[],
): void {
  const { definition } = indicator.current;
  book.figures(
    indicator,
    definition.basis,
    regions,
    periods.flatMap((p) => withLastYear(world, p)),
  );
  const chained = thresholds.some(({ subject }) => subject === 'mom' || subject === 'step');
  const chain = chainBasis(definition, definition.basis);
  if (chained)
    book.figures(
      indicator,
      chain,
      regions,
      periods.flatMap((p) => withPrevious(world, definition, p)),
    );
}

/** Whether the light of an indicator looks at places. */
export function lightNeedsRanks({ thresholds }: IndicatorDefinition): boolean {
  return thresholds.some(({ subject }) => subject === 'rank-from-end');
}
