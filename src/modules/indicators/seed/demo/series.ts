import type { Basis } from '#platform/period/basis.ts';
import { type Frequency, type PeriodKey, partOf, yearOf } from '#platform/period/key.ts';
import type { CellFlag, VintageStage } from '../../contract.ts';
import type { IndicatorDefinition } from '../../rules/definition.ts';
import { knownAt, shareOfYear, winter, yearsSince } from './calendar.ts';
import { chance, jitter, wave } from './noise.ts';
import type { Profile } from './profiles.ts';

/** One simulated figure as it was published. `value` null: reported as missing. */
export interface DemoRow {
  readonly indicator: string;
  readonly region: string;
  readonly period: PeriodKey;
  readonly basis: Basis;
  readonly value: number | null;
  /** Published growth in %, for methods whose growth is published (R4). */
  readonly growth: number | null;
  readonly stage: VintageStage;
  readonly at: Date;
  readonly flags: readonly CellFlag[];
}

/** What a series is made from: the definition, its profile and the place's part of the province. */
export interface SeriesInput {
  readonly definition: IndicatorDefinition;
  readonly profile: Profile;
  readonly region: string;
  readonly frequency: Frequency;
  readonly periods: readonly PeriodKey[];
  /** Part of the province's amount; 1 for the province, and for figures that do not add up. */
  readonly share: number;
  /** How much of the profile's spread shows: small for the province, larger further down. */
  readonly looseness: number;
  readonly baseYear: number;
}

/** Simulated figures of one indicator in one place, oldest first. Each is published when it would be due. */
export function simulate(input: SeriesInput): DemoRow[] {
  const { definition } = input;
  const values = isFlow(definition) ? flows(input) : levels(input);
  const rows = input.periods.map((period, index) => rowOf(input, period, values[index] ?? 0));
  return definition.mergedJanFeb && input.frequency === 'M' ? rows.filter((row) => partOf(row.period) !== 1) : rows;
}

/** Amounts that accumulate over the year, as opposed to levels that are read at a moment. */
export function isFlow({ measure, basis, targetKind }: IndicatorDefinition): boolean {
  return measure === 'amount' && basis === 'CUM' && targetKind !== 'completion' && targetKind !== 'ceiling';
}

function rowOf(
  { definition, region, frequency, baseYear, profile }: SeriesInput,
  period: PeriodKey,
  raw: number,
): DemoRow {
  const value = tidy(definition, raw, period, region);
  return {
    indicator: definition.code,
    region,
    period,
    basis: definition.basis,
    value,
    growth: publishedGrowth(definition, profile, region, period, baseYear),
    stage: definition.vintages[0] ?? 'final',
    at: knownAt(period, frequency, definition.collectDueDays),
    flags: ['simulated'],
  };
}

/** A year's amount in the region, with the region's own pace of growth. */
function annual({ definition, profile, region, share, baseYear }: SeriesInput, year: number): number {
  const pace = (profile.growth + 1.6 * jitter('pace', definition.code, region)) / 100;
  return profile.level * share * (1 + pace) ** (year - baseYear);
}

function flows(input: SeriesInput): number[] {
  const { definition, profile, region, periods, frequency, looseness } = input;
  let sum = 0;
  return periods.map((period, index) => {
    const strayed = 1 + (looseness * profile.spread * wave(index, 4, 'flow', definition.code, region)) / 100;
    const flow = annual(input, yearOf(period)) * shareOfYear(period, frequency) * Math.max(0, strayed);
    const isFirst = index === 0 || yearOf(periods[index - 1] ?? period) !== yearOf(period);
    sum = isFirst ? flow + headStart(input, index) : sum + flow;
    return sum;
  });
}

/** The first period may lie within a year: what came before it in that year. */
function headStart(input: SeriesInput, index: number): number {
  const first = input.periods[0];
  if (index > 0 || first === undefined || !['M', 'Q', 'D'].includes(input.frequency)) return 0;
  const passed = Array.from({ length: partOf(first) - 1 }, (_, at) => at + 1);
  if (input.frequency === 'D') return annual(input, yearOf(first)) * (yearsSince(yearOf(first), first) - 1 / 365);
  const quarterly = input.frequency === 'Q' ? 0.25 : 1 / 12;
  return annual(input, yearOf(first)) * passed.length * quarterly;
}

function levels(input: SeriesInput): number[] {
  const { definition, profile, region, periods, looseness, share, baseYear } = input;
  const relative = definition.measure === 'amount';
  const unit = relative ? (profile.level * share) / 100 : 1;
  return periods.map((period, index) => {
    const place = jitter('place', definition.code, region) * profile.spread * looseness;
    const swing =
      wave(index, 5, 'level', definition.code, region) * profile.spread * 0.5 * Math.min(1, looseness + 0.2);
    const drift = profile.growth * yearsSince(baseYear, period);
    const season =
      definition.domain === 'ST' && definition.direction === 'lower' ? winter(period) * profile.spread * 1.6 : 0;
    return completion(
      definition,
      period,
      profile.level * share + (place + swing + season) * unit + drift * unit,
      index,
      region,
    );
  });
}

/** Completion rates run from nothing to their target over the year. */
function completion(
  definition: IndicatorDefinition,
  period: PeriodKey,
  level: number,
  index: number,
  region: string,
): number {
  if (definition.targetKind !== 'completion') return level;
  const passed = yearsSince(yearOf(period), period);
  const lag = 1 + 0.06 * wave(index, 3, 'lag', definition.code, region);
  return level * Math.min(1, passed) * lag;
}

const PUBLISHED = new Set(['constant-price', 'comparable', 'same-caliber']);

function publishedGrowth(
  definition: IndicatorDefinition,
  profile: Profile,
  region: string,
  period: PeriodKey,
  baseYear: number,
): number | null {
  if (!PUBLISHED.has(definition.growthMethod) || definition.measure !== 'amount') return null;
  const step = Math.round(yearsSince(baseYear, period) * 12) + 60;
  const own = 1.4 * jitter('growth', definition.code, region) * (region === '140000' ? 0.2 : 1);
  return Number((profile.growth + own + 1.1 * wave(step, 5, 'growth', definition.code, region)).toFixed(1));
}

/** Within what the unit allows, and with the decimals that are published. Small counts fall on whole numbers by chance. */
function tidy(definition: IndicatorDefinition, raw: number, period: PeriodKey, region: string): number {
  const floor = definition.sign === 'non-negative' ? Math.max(0, raw) : raw;
  const isShare = definition.measure === 'rate' && definition.unit === '%';
  const bounded = isShare && definition.targetKind !== 'accumulate' ? Math.min(100, floor) : floor;
  if (definition.decimals === 0 && Math.abs(bounded) < 20)
    return Math.floor(bounded + chance('whole', definition.code, region, period));
  return Number(bounded.toFixed(definition.decimals));
}
