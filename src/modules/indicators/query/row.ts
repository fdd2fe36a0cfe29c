import type { PeriodKey } from '#platform/period/key.ts';
import type { Operator, QueryRequest, RankKey, Row } from '../contract.ts';
import type { KnownIndicator } from '../known.ts';
import { cellAt, type Ground, type Place } from './figure.ts';
import { lightAt, lightNeedsRanks, needLight } from './lights.ts';
import { chainBasis, type NeedBook, withLastYear, withPrevious } from './needs.ts';
import { periodGrowthAt, progressAt, trendAt, yearGrowthAt, yearToDateAt } from './operators.ts';
import type { Rankings } from './ranking.ts';
import type { Ask } from './resolve.ts';
import { sistersOf, type World } from './world.ts';

/** How rows are to be made. */
export interface RowOptions {
  readonly operators: ReadonlySet<Operator>;
  readonly rankBy: RankKey | undefined;
  readonly trendLength: number;
}

const DEFAULT_TREND = 24;

export function rowOptions({ operators = ['value', 'yoy'], rankBy, trendLength }: QueryRequest): RowOptions {
  return { operators: new Set(operators), rankBy, trendLength: trendLength ?? DEFAULT_TREND };
}

/** Note everything that the rows of an ask will look at. It mirrors `rowsOf`: what is not noted here is not there. */
export function needRows(book: NeedBook, world: World, ask: Ask, options: RowOptions): void {
  for (const period of ask.periods) needPeriod(book, world, ask, options, period);
}

function needPeriod(book: NeedBook, world: World, ask: Ask, options: RowOptions, period: PeriodKey): void {
  const { indicator, regions, basis } = ask;
  const { definition } = indicator.current;
  const { operators, trendLength } = options;
  const own = definition.basis;
  book.figures(indicator, basis, regions, [period]);
  if (operators.has('yoy')) book.figures(indicator, basis, regions, withLastYear(world, period));
  if (operators.has('mom'))
    book.figures(indicator, chainBasis(definition, basis), regions, withPrevious(world, definition, period));
  if (operators.has('ytd')) book.figures(indicator, own === 'CUR' ? 'CUM' : own, regions, [period]);
  if (operators.has('progress')) book.figures(indicator, own, regions, withLastYear(world, period));
  if (operators.has('trend')) book.figures(indicator, basis, regions, world.calendar.back(period, trendLength));
  if (operators.has('rank') || operators.has('rankChange')) needRanks(book, world, ask, operators, period);
  if (!operators.has('light')) return;
  needLight(book, world, indicator, regions, period);
  if (lightNeedsRanks(definition)) needRanks(book, world, { ...ask, basis: own }, operators, period);
}

/** The figures of all sisters, of the period and, for the change of place, of the one before. */
function needRanks(book: NeedBook, world: World, ask: Ask, operators: ReadonlySet<Operator>, period: PeriodKey): void {
  const { definition } = ask.indicator.current;
  if (definition.rankKeys.length === 0) return;
  const before = world.calendar.previous(period, definition.mergedJanFeb);
  const periods = operators.has('rankChange') ? [before, period] : [period];
  const years = periods.flatMap((p) => withLastYear(world, p));
  for (const sisters of sisterhoods(world, ask.regions)) {
    book.figures(ask.indicator, ask.basis, sisters, years);
    if (definition.rankKeys.includes('completion')) {
      book.figures(ask.indicator, definition.basis, sisters, years);
    }
  }
}

/** The groups of regions that rank together with some regions, each once. */
export function sisterhoods(world: World, regions: readonly string[]): readonly (readonly string[])[] {
  const byParent = new Map(regions.map((region) => [world.regions.get(region)?.parent ?? '', region]));
  return [...byParent.values()].map((region) => sistersOf(world, region));
}

/** The rows of an ask, region by region, oldest period first. */
export function rowsOf(ground: Ground, ask: Ask, options: RowOptions, rankings: Rankings): Row[] {
  const { indicator, basis } = ask;
  return ask.regions.flatMap((region) =>
    ask.periods.map((period) => rowOf(ground, { indicator, basis, region, period }, options, rankings)),
  );
}

function rowOf(ground: Ground, place: Place, { operators, trendLength }: RowOptions, rankings: Rankings): Row {
  return {
    indicator: place.indicator.code,
    region: place.region,
    ...cellAt(ground, place),
    ...(operators.has('yoy') ? { yoy: yearGrowthAt(ground, place) } : {}),
    ...(operators.has('mom') ? { mom: periodGrowthAt(ground, place) } : {}),
    ...(operators.has('ytd') ? { ytd: yearToDateAt(ground, place) } : {}),
    ...(operators.has('progress') ? { progress: progressAt(ground, place) } : {}),
    ...(operators.has('rank') ? { rank: rankings.at(place) } : {}),
    ...(operators.has('rankChange') ? { rankChange: rankings.changeAt(place) } : {}),
    ...(operators.has('trend') ? { trend: trendAt(ground, place, trendLength) } : {}),
    ...(operators.has('light') ? { light: lightAt(ground, rankings, place) } : {}),
  };
}

/** Whether rows of an indicator look at targets: of their own regions, or of all sisters (完成率 rankings). */
export function targetsWanted(
  indicator: KnownIndicator,
  { operators, rankBy }: RowOptions,
): { readonly own: boolean; readonly sisters: boolean } {
  const { definition } = indicator.current;
  if (definition.targetKind === 'none') return { own: false, sisters: false };
  const ranks = operators.has('rank') || operators.has('rankChange') || lightNeedsRanks(definition);
  const sisters = ranks && (rankBy ?? definition.rankKeys[0]) === 'completion';
  return { own: sisters || operators.has('progress') || operators.has('light'), sisters };
}
