import { chinaDate } from '#platform/clock.ts';
import type { Basis } from '#platform/period/basis.ts';
import { frequencyOf, type PeriodKey } from '#platform/period/key.ts';
import type { Cell, CellStatus } from '../contract.ts';
import type { KnownIndicator } from '../known.ts';
import { absence } from '../rules/availability.ts';
import { type CellSource, cellFrame, emptyCell, valueCell } from '../rules/cell.ts';
import { type CurrentResult, cumulativeFromCurrent, currentFromCumulative } from '../rules/current.ts';
import { type Fact, type Facts, flagsOf, stageOf } from './facts.ts';
import { derivedFrom, sourcePeriods } from './needs.ts';
import { isOpen, levelOf, pendingRelease, type World } from './world.ts';

/** What operators work on: the world, the figures read, and the annual targets. */
export interface Ground {
  readonly world: World;
  readonly facts: Facts;
  readonly targets: Targets;
}

export interface Targets {
  at(indicator: string, region: string, year: number): AnnualTarget | null;
}

export interface AnnualTarget {
  readonly value: number;
  readonly curve: readonly number[] | null;
}

/** A figure in its place. */
export interface Place {
  readonly indicator: KnownIndicator;
  readonly basis: Basis;
  readonly region: string;
  readonly period: PeriodKey;
}

export const moved = (place: Place, period: PeriodKey): Place => ({ ...place, period });

/** The observed figure of a place. */
export function factAt({ facts }: Ground, { indicator, basis, region, period }: Place): Fact | null {
  return facts.at(indicator.code, basis, region, period);
}

/** The value of a place, observed or derived; null when there is none. */
export function valueAt(ground: Ground, place: Place): number | null {
  const observed = factAt(ground, place)?.value ?? null;
  if (observed !== null) return observed;
  const derived = derivedAt(ground, place);
  return derived?.ok ? derived.value : null;
}

/** The cell of a place: value and trust, or why there is none. */
export function cellAt(ground: Ground, place: Place): Cell {
  const { indicator, basis, period } = place;
  const frame = cellFrame(indicator.current.definition, period, basis);
  const fact = factAt(ground, place);
  if (fact?.value != null) return valueCell(frame, fact.value, sourceOf(ground.world, place, fact));
  const derived = derivedAt(ground, place);
  if (derived?.ok) return valueCell(frame, derived.value, derivedSource(ground, place));
  if (derived && isSourcePresent(ground, place)) return emptyCell(frame, 'refused', derived.words);
  const status = absenceAt(ground, place, fact);
  return status === 'suppressed'
    ? emptyCell(frame, status, embargoNote(ground.world, place))
    : emptyCell(frame, status);
}

/** A figure out of those of the other basis; null when the indicator's figures are not derived. */
function derivedAt(ground: Ground, place: Place): CurrentResult | null {
  const { definition } = place.indicator.current;
  const from = derivedFrom(definition, place.basis);
  if (!from) return null;
  const at = (period: PeriodKey) => factAt(ground, { ...place, basis: from, period })?.value ?? null;
  const periods = sourcePeriods(definition, place.basis, place.period);
  if (place.basis === 'CUM') return cumulativeFromCurrent(definition, periods.map(at));
  const before = periods.length > 1 ? periods[0] : undefined;
  return currentFromCumulative(definition, place.period, at(place.period), before ? at(before) : null);
}

function isSourcePresent(ground: Ground, place: Place): boolean {
  const from = derivedFrom(place.indicator.current.definition, place.basis);
  return from !== null && factAt(ground, { ...place, basis: from })?.value != null;
}

function derivedSource(ground: Ground, place: Place): CellSource {
  const from = derivedFrom(place.indicator.current.definition, place.basis);
  const fact = from ? factAt(ground, { ...place, basis: from }) : null;
  if (!fact) return { flags: ['derived'] };
  const source = sourceOf(ground.world, place, fact);
  return { ...source, flags: [...(source.flags ?? []), 'derived'] };
}

function sourceOf(world: World, { indicator, period }: Place, fact: Fact): CellSource {
  const stage = stageOf(fact.stage);
  const flags = flagsOf(fact.mark);
  if (pendingRelease(world, indicator, period) !== null && !flags.includes('unreleased')) flags.push('unreleased');
  return {
    ...(stage ? { stage } : {}),
    at: new Date(fact.at).toISOString(),
    batch: String(fact.publication),
    ...(flags.length > 0 ? { flags } : {}),
  };
}

/** Why a place is empty. */
function absenceAt({ world }: Ground, place: Place, fact: Fact | null): Exclude<CellStatus, 'ok' | 'estimated'> {
  const { indicator, region, period } = place;
  if (!isOpen(world, indicator, period)) return 'suppressed';
  if (fact) return 'missing';
  const level = levelOf(world, region);
  if (level === 'nation') return 'missing';
  // Periods before the first that ever came are not late: nobody was asked for them.
  const first = firstKnown(world, place);
  if (first && period < first) return 'missing';
  return absence(indicator.current.definition, period, level, world.today);
}

/** The first period of the place's kind that ever came, of the frequency asked for; null when none has. */
export function firstKnown(world: World, { indicator, basis, region, period }: Place): PeriodKey | null {
  const level = levelOf(world, region);
  const from = derivedFrom(indicator.current.definition, basis) ?? basis;
  const firsts = [...new Set([basis, from])].flatMap(
    (one) => world.newest.first(indicator.code, one, frequencyOf(period), level) ?? [],
  );
  return firsts.sort()[0] ?? null;
}

function embargoNote(world: World, { indicator, period }: Place): string {
  const at = pendingRelease(world, indicator, period);
  if (at === null) return '不对您的岗位开放';
  const [, month, day] = chinaDate(new Date(at)).split('-').map(Number);
  return `未到发布时间，${month}月${day}日发布`;
}
