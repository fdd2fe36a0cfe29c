import type { Basis } from '#platform/period/basis.ts';
import type { Frequency, PeriodKey } from '#platform/period/key.ts';
import type { CellFlag, VintageStage } from '../../contract.ts';
import type { IndicatorDefinition } from '../../rules/definition.ts';
import type { DemoPeriod } from './calendar.ts';
import { chance, jitter, seedOf, wave } from './noise.ts';
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
  readonly periods: readonly DemoPeriod[];
  /** Part of the province's amount; 1 for the province, and for figures that do not add up. */
  readonly share: number;
  /** How much of the profile's spread shows: small for the province, larger further down. */
  readonly looseness: number;
  readonly baseYear: number;
}

const SIMULATED: readonly CellFlag[] = ['simulated'];

/** Simulated figures of one indicator in one place, oldest first. Each is published when it would be due. */
export function simulate(input: SeriesInput): DemoRow[] {
  const { definition, region, periods } = input;
  const values = isFlow(definition) ? flows(input) : levels(input);
  const growth = growths(input);
  const whole = seedOf('whole', definition.code, region);
  const rows = periods.map((period, index) => ({
    indicator: definition.code,
    region,
    period: period.key,
    basis: definition.basis,
    value: tidy(definition, values[index] ?? 0, chance(whole, index)),
    growth: growth?.[index] ?? null,
    stage: definition.vintages[0] ?? 'final',
    at: period.at,
    flags: SIMULATED,
  }));
  const isMerged = definition.mergedJanFeb && input.frequency === 'M';
  return isMerged ? rows.filter((_, index) => periods[index]?.part !== 1) : rows;
}

/** Amounts that accumulate over the year, as opposed to levels that are read at a moment. */
export function isFlow({ measure, basis, unit }: IndicatorDefinition): boolean {
  return measure === 'amount' && basis === 'CUM' && !/\//.test(unit);
}

/** A year's amount, with the region's own pace of growth. */
function annualOf({ definition, profile, region, share, baseYear }: SeriesInput): (year: number) => number {
  const pace = 1 + (profile.growth + 1.6 * jitter(seedOf('pace', definition.code, region))) / 100;
  return (year) => profile.level * share * pace ** (year - baseYear);
}

function flows(input: SeriesInput): number[] {
  const { definition, profile, region, periods, looseness } = input;
  const annual = annualOf(input);
  const seed = seedOf('flow', definition.code, region);
  const knot = Math.max(4, Math.round(periods.length / 10));
  let sum = 0;
  return periods.map((period, index) => {
    const strayed = Math.max(0, 1 + (looseness * profile.spread * wave(seed, index, knot)) / 100);
    const flow = annual(period.year) * period.share * strayed;
    const isNewYear = index === 0 || periods[index - 1]?.year !== period.year;
    sum = isNewYear ? flow + (index === 0 ? annual(period.year) * headStart(input, period) : 0) : sum + flow;
    return sum;
  });
}

/** The first period may lie within a year: the part of that year's amount that came before it. */
function headStart({ frequency }: SeriesInput, first: DemoPeriod): number {
  if (frequency === 'D') return Math.max(0, first.passed - first.share);
  return frequency === 'M' || frequency === 'Q' ? (first.part - 1) * first.share : 0;
}

function levels(input: SeriesInput): number[] {
  const { definition, profile, region, periods, looseness, share } = input;
  const unit = definition.measure === 'amount' ? (profile.level * share) / 100 : 1;
  const place = jitter(seedOf('place', definition.code, region)) * profile.spread * looseness;
  const swing = seedOf('level', definition.code, region);
  const strength = profile.spread * 0.5 * Math.min(1, looseness + 0.2);
  const breath = definition.domain === 'ST' && definition.direction === 'lower' ? profile.spread * 1.6 : 0;
  const drift = profile.growth;
  const level = (period: DemoPeriod, index: number) =>
    profile.level * share +
    (place + wave(swing, index, 5) * strength + period.winter * breath + drift * period.years) * unit;
  return definition.targetKind === 'completion' ? completions(input) : periods.map(level);
}

/** Completion rates run from nothing to their target over the year. */
function completions({ definition, profile, region, periods, looseness }: SeriesInput): number[] {
  const seed = seedOf('lag', definition.code, region);
  const place = 1 + (jitter(seed, 999) * profile.spread * looseness) / 100;
  return periods.map(
    (period, index) => profile.level * place * Math.min(1, period.passed) * (1 + 0.05 * wave(seed, index, 3)),
  );
}

const PUBLISHED = new Set(['constant-price', 'comparable', 'same-caliber']);

function growths({ definition, profile, region, periods, looseness }: SeriesInput): number[] | null {
  if (!PUBLISHED.has(definition.growthMethod) || definition.measure !== 'amount') return null;
  const seed = seedOf('growth', definition.code, region);
  const own = profile.growth + 1.8 * jitter(seed, 999) * looseness;
  return periods.map((_, index) => Number((own + 1.1 * wave(seed, index, 5)).toFixed(1)));
}

/** Within what the unit allows, and with the decimals that are published. Small counts fall on whole numbers by chance. */
function tidy(definition: IndicatorDefinition, raw: number, luck: number): number {
  const floor = definition.sign === 'non-negative' ? Math.max(0, raw) : raw;
  const isShare = definition.measure === 'rate' && definition.unit === '%';
  const bounded = isShare ? Math.min(100, floor) : floor;
  if (definition.decimals === 0 && Math.abs(bounded) < 20 && definition.basis !== 'CUM')
    return Math.floor(bounded + luck);
  const scale = 10 ** definition.decimals;
  return Math.round(bounded * scale) / scale;
}
