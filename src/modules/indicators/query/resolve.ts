/** Turns what is asked (selections) into what is meant: indicators, regions and periods, and what cannot be answered. */
import type { Basis } from '#platform/period/basis.ts';
import {
  comparePeriods,
  endOf,
  FREQUENCIES,
  type Frequency,
  frequencyOf,
  type PeriodKey,
  periodHolding,
  periodRange,
  periodsBack,
  previousPeriod,
} from '#platform/period/key.ts';
import { mayRead, mayReadPlace, seesEmbargoed } from '../access.ts';
import type { PeriodSelection, QueryRefusal, QueryRequest, RegionSelection } from '../contract.ts';
import type { KnownIndicator } from '../known.ts';
import { currentFromCumulative } from '../rules/current.ts';
import type { IndicatorDefinition } from '../rules/definition.ts';
import { isMergedJanuary, previousReported } from '../rules/merge.ts';
import type { DataLevel } from '../snapshot.ts';
import { derivedFrom } from './needs.ts';
import { levelOf, nameOf, pendingRelease, type World } from './world.ts';

/** Some regions of one level asked of one indicator in some periods. */
export interface Ask {
  readonly indicator: KnownIndicator;
  readonly basis: Basis;
  readonly regions: readonly string[];
  readonly level: DataLevel;
  readonly periods: readonly PeriodKey[];
}

export interface Resolved {
  readonly asks: readonly Ask[];
  readonly regions: readonly string[];
  readonly refusals: readonly QueryRefusal[];
}

/** What a request means in a world; parts that have no answer become refusals, the rest is answered. */
export function resolveRequest(world: World, request: QueryRequest): Resolved {
  const refusals: QueryRefusal[] = [];
  const regions = resolveRegions(world, request.regions, refusals);
  const levels = Map.groupBy(regions, (region) => levelOf(world, region));
  const asks: Ask[] = [];
  for (const code of new Set(request.indicators)) {
    const indicator = findIndicator(world, code, refusals);
    if (!indicator) continue;
    for (const [level, members] of levels) {
      const ask = resolveAsk(world, { indicator, level, regions: members }, request, refusals);
      if (ask) asks.push(ask);
    }
  }
  return { asks, regions, refusals };
}

/** An indicator that exists and is open to the actor; else a refusal is noted. */
export function findIndicator(world: World, code: string, refusals: QueryRefusal[]): KnownIndicator | null {
  const indicator = world.snapshot.indicators.get(code);
  if (!indicator) {
    refusals.push({ code: 'unknown-indicator', message: `没有代码为${code}的指标`, indicator: code });
    return null;
  }
  if (mayRead(world.actor, indicator.current.definition)) return indicator;
  const message = `“${indicator.current.definition.name}”不对您的岗位开放`;
  refusals.push({ code: 'not-permitted', message, indicator: code });
  return null;
}

function resolveRegions(world: World, selection: RegionSelection, refusals: QueryRefusal[]): string[] {
  const named = 'these' in selection ? selection.these : [];
  const roots =
    'childrenOf' in selection ? [selection.childrenOf] : 'within' in selection ? [selection.within ?? ''] : [];
  for (const code of [...named, ...roots]) {
    if (code !== '' && !world.regions.get(code)) refusals.push(unknownRegion(code));
  }
  const found = selected(world, selection).filter((code) => world.regions.get(code));
  return [...new Set(found)].filter((code) => {
    if (mayReadPlace(world.actor, world.regions, code)) return true;
    const message = `${nameOf(world, code)}不在您的数据范围内`;
    // Children outside the scope are simply not among one's children; a region asked by name deserves an answer.
    if (named.includes(code)) refusals.push({ code: 'not-permitted', message, region: code });
    return false;
  });
}

function selected({ regions }: World, selection: RegionSelection): readonly string[] {
  if ('these' in selection) return selection.these;
  if ('childrenOf' in selection) return regions.childrenOf(selection.childrenOf).map(({ code }) => code);
  const { level, within = PROVINCE } = selection;
  const inForce = regions.all.filter((division) => division.validTo === null && division.level === level);
  return inForce.map(({ code }) => code).filter((code) => level === 'province' || regions.isWithin(code, within));
}

/** The province this node serves. */
const PROVINCE = '140000';

const unknownRegion = (region: string): QueryRefusal => ({
  code: 'unknown-region',
  message: `没有代码为${region}的行政区划`,
  region,
});

type Part = Pick<Ask, 'indicator' | 'level' | 'regions'>;

function resolveAsk(world: World, part: Part, request: QueryRequest, refusals: QueryRefusal[]): Ask | null {
  const { indicator, level } = part;
  const { definition } = indicator.current;
  const refuse = (code: QueryRefusal['code'], message: string, period?: PeriodKey): null => {
    refusals.push({ code, message, indicator: indicator.code, ...(period ? { period } : {}) });
    return null;
  };
  if (!isCollected(world, indicator, level)) return refuse('level-not-collected', levelWords(definition, level));
  const basis = request.basis ?? definition.basis;
  const barred = basisBar(definition, basis);
  if (barred) return refuse('basis-not-derivable', barred);
  const unfit = unfitKeys(definition, request.periods);
  for (const period of unfit) refuse('period-not-fitting', `“${definition.name}”没有${period}这一频度的数据`, period);
  const periods = resolvePeriods(world, part, request.periods);
  if (periods) return { ...part, basis, periods };
  return refuse('nothing-yet', `“${definition.name}”还没有${LEVEL_NAMES[level]}数据`);
}

/** Whether figures of a level may be expected: the indicator collects it, or some have come all the same. */
function isCollected({ newest }: World, { code, current }: KnownIndicator, level: DataLevel): boolean {
  return (level !== 'nation' && current.definition.levels.includes(level)) || newest.has(code, level);
}

const LEVEL_NAMES: Readonly<Record<DataLevel, string>> = {
  nation: '全国',
  province: '省级',
  city: '市级',
  county: '县级',
};

const levelWords = ({ name }: IndicatorDefinition, level: DataLevel): string =>
  `“${name}”没有${LEVEL_NAMES[level]}数据`;

/** Why figures on a basis can never be given; null when they can. */
export function basisBar(definition: IndicatorDefinition, basis: Basis): string | null {
  if (basis === definition.basis || basis === definition.alsoBasis) return null;
  const from = derivedFrom(definition, basis);
  if (from === 'CUR' && definition.aggregation.rule === 'sum') return null;
  const probe = currentFromCumulative(definition, SOME_PERIOD[definition.frequency], 1, 1);
  return from === 'CUM' && probe.ok ? null : probe.ok ? '该指标没有这一口径的数据' : probe.words;
}

const SOME_PERIOD = Object.fromEntries(
  FREQUENCIES.map((frequency) => [frequency, periodHolding('2024-06-15', frequency)]),
) as Readonly<Record<Frequency, PeriodKey>>;

function unfitKeys(definition: IndicatorDefinition, selection: PeriodSelection): PeriodKey[] {
  if ('keys' in selection) return selection.keys.filter((key) => !isCollectedAt(definition, key));
  if (!('from' in selection)) return [];
  const { from, to } = selection;
  const fits = frequencyOf(from) === frequencyOf(to) && isCollectedAt(definition, from);
  return fits ? [] : [from];
}

const isCollectedAt = ({ frequency, alsoFrequencies }: IndicatorDefinition, key: PeriodKey): boolean =>
  frequencyOf(key) === frequency || alsoFrequencies.includes(frequencyOf(key));

/** Null when the newest period is asked for and none has come. */
function resolvePeriods(world: World, part: Part, selection: PeriodSelection): PeriodKey[] | null {
  const { definition } = part.indicator.current;
  if ('keys' in selection) return selection.keys.filter((key) => isCollectedAt(definition, key));
  if ('from' in selection)
    return unfitKeys(definition, selection).length > 0 ? [] : periodRange(selection.from, selection.to);
  const newest = newestOpen(world, part.indicator, part.level);
  if (!newest) return null;
  return 'last' in selection ? periodsBack(newest, selection.last) : [newest];
}

/**
 * The newest period that has come and that the actor may see; of the indicator's own frequency, else of another it is
 * collected at. `upTo` leaves out periods that end after that day.
 */
export function newestOpen(world: World, indicator: KnownIndicator, level: DataLevel, upTo?: string): PeriodKey | null {
  const { definition } = indicator.current;
  for (const frequency of [definition.frequency, ...definition.alsoFrequencies]) {
    const newest = newestOf(world, indicator, frequency, level);
    const capped = newest && upTo ? cappedAt(definition, newest, frequency, upTo) : newest;
    const open = capped && released(world, indicator, capped);
    if (open) return open;
  }
  return null;
}

/** The basis on which a period has come: the indicator's own, else its second one. */
export function basisOf(
  { newest }: World,
  { code, current }: KnownIndicator,
  level: DataLevel,
  period: PeriodKey,
): Basis {
  const { basis, alsoBasis } = current.definition;
  const last = newest.of(code, basis, frequencyOf(period), level);
  return alsoBasis && (last === null || last < period) ? alsoBasis : basis;
}

function newestOf({ newest }: World, { code, current }: KnownIndicator, frequency: Frequency, level: DataLevel) {
  const { basis, alsoBasis } = current.definition;
  const found = [basis, ...(alsoBasis ? [alsoBasis] : [])].flatMap((b) => newest.of(code, b, frequency, level) ?? []);
  return found.sort(comparePeriods).at(-1) ?? null;
}

function cappedAt(definition: IndicatorDefinition, newest: PeriodKey, frequency: Frequency, upTo: string): PeriodKey {
  if (endOf(newest) <= upTo) return newest;
  const holding = periodHolding(upTo, frequency);
  const key = endOf(holding) <= upTo ? holding : previousPeriod(holding);
  return isMergedJanuary(key, definition.mergedJanFeb) ? previousReported(key, true) : key;
}

/** Steps back over periods under embargo; an indicator has a few of them at most. */
function released(world: World, indicator: KnownIndicator, newest: PeriodKey): PeriodKey | null {
  if (seesEmbargoed(world.actor)) return newest;
  let key = newest;
  for (let step = 0; step < 24; step++) {
    if (pendingRelease(world, indicator, key) === null) return key;
    key = previousReported(key, indicator.current.definition.mergedJanFeb);
  }
  return null;
}
