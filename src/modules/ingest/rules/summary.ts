/** Sums up what was read, so that a person can hold it against the printed totals before publishing. */
import type { Basis } from '#platform/period/basis.ts';
import type { MeasureRef } from './measure.ts';
import type { Missing } from './number.ts';
import type { Observation, Outcome, QuarantineCode } from './outcome.ts';
import type { RowKind } from './reading.ts';
import type { RegionRef } from './region.ts';
import { createDecimalSum, type DecimalSum } from './sum.ts';

export interface PeriodSummary {
  readonly period: string;
  readonly count: number;
  /** Exact decimal sum: 1337605.8, not 1337605.8000000001. */
  readonly sum: number;
}

export interface MeasureSummary {
  readonly measure: MeasureRef | null;
  /** 当期 and 累计 of one measure are summed apart. */
  readonly basis: Basis | null;
  readonly count: number;
  /** A control total over all regions and periods; it need not mean anything (rates, indices). */
  readonly sum: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly missing: Readonly<Partial<Record<Missing, number>>>;
  readonly growths: number;
  readonly regions: number;
  /** Newest first; null when there are more than 400. */
  readonly byPeriod: readonly PeriodSummary[] | null;
}

export interface Summary {
  readonly read: number;
  readonly accepted: number;
  readonly quarantined: Readonly<Partial<Record<QuarantineCode, number>>>;
  readonly nonData: Readonly<Partial<Record<RowKind, number>>>;
  readonly measures: readonly MeasureSummary[];
  readonly regions: readonly RegionRef[];
  readonly periods: { readonly count: number; readonly first: string | null; readonly last: string | null };
}

export interface SummaryBuilder {
  add(outcome: Outcome): void;
  result(): Summary;
}

const MOST_PERIODS = 400;

/** An empty summary to which outcomes are added as they come. */
export function createSummary(): SummaryBuilder {
  const tallies = createTallies();
  const counts = { read: 0, accepted: 0 };
  const quarantined: Partial<Record<QuarantineCode, number>> = {};
  const nonData: Partial<Record<RowKind, number>> = {};
  return {
    add(outcome) {
      counts.read++;
      if (outcome.kind === 'quarantined') quarantined[outcome.code] = (quarantined[outcome.code] ?? 0) + 1;
      if (outcome.kind === 'non-data') nonData[outcome.what] = (nonData[outcome.what] ?? 0) + 1;
      if (outcome.kind !== 'accepted') return;
      counts.accepted++;
      for (const observation of outcome.observations) tallies.add(observation);
    },
    result: () => ({ ...counts, quarantined, nonData, ...tallies.result() }),
  };
}

interface Tally {
  readonly measure: MeasureRef | null;
  readonly basis: Basis | null;
  readonly sum: DecimalSum;
  count: number;
  growths: number;
  min: number;
  max: number;
  readonly missing: Partial<Record<Missing, number>>;
  readonly regions: Set<string>;
  byPeriod: Map<string, { count: number; sum: DecimalSum }> | null;
}

function createTallies() {
  const byRef = new Map<MeasureRef | null, Map<Basis | null, Tally>>();
  const byKey = new Map<string, Tally>();
  const regions = new Map<string, RegionRef>();
  const periods = new Set<string>();
  return {
    add(observation: Observation): void {
      const { measure, basis, region, period } = observation;
      const bases = byRef.get(measure) ?? new Map<Basis | null, Tally>();
      byRef.set(measure, bases);
      const tally = bases.get(basis) ?? tallyFor(byKey, measure, basis);
      bases.set(basis, tally);
      if (region && !regions.has(region.code)) regions.set(region.code, region);
      if (period !== null) periods.add(period);
      count(tally, observation);
    },
    result(): Pick<Summary, 'measures' | 'regions' | 'periods'> {
      const ordered = [...periods].toSorted(compare);
      return {
        measures: [...byKey.values()].map(summarise),
        regions: [...regions.values()].toSorted((a, b) => compare(a.code, b.code)),
        periods: { count: ordered.length, first: ordered[0] ?? null, last: ordered.at(-1) ?? null },
      };
    },
  };
}

/** Labels of one series and rows of one name share a tally; another unit or basis is another. */
function tallyFor(byKey: Map<string, Tally>, measure: MeasureRef | null, basis: Basis | null): Tally {
  const key = [measure?.key, measure?.unit, basis].join('\u0000');
  const known = byKey.get(key);
  if (known) return known;
  const span = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
  const empty = { count: 0, growths: 0, missing: {}, regions: new Set<string>(), byPeriod: new Map() };
  const tally: Tally = { measure, basis, sum: createDecimalSum(), ...span, ...empty };
  byKey.set(key, tally);
  return tally;
}

function count(tally: Tally, { value, missing, region, period, growth }: Observation): void {
  if (region) tally.regions.add(region.code);
  if (growth) tally.growths++;
  if (missing !== null) tally.missing[missing] = (tally.missing[missing] ?? 0) + 1;
  if (value === null) return;
  tally.count++;
  tally.sum.add(value);
  if (value < tally.min) tally.min = value;
  if (value > tally.max) tally.max = value;
  if (period !== null && tally.byPeriod) countPeriod(tally, period, value);
}

function countPeriod(tally: Tally, period: string, value: number): void {
  if (!tally.byPeriod) return;
  const known = tally.byPeriod.get(period) ?? { count: 0, sum: createDecimalSum() };
  if (known.count === 0 && tally.byPeriod.size === MOST_PERIODS) {
    tally.byPeriod = null;
    return;
  }
  known.count++;
  known.sum.add(value);
  tally.byPeriod.set(period, known);
}

function summarise({
  measure,
  basis,
  sum,
  count,
  growths,
  min,
  max,
  missing,
  regions,
  byPeriod,
}: Tally): MeasureSummary {
  const span = count === 0 ? { min: null, max: null } : { min, max };
  const periods =
    byPeriod && [...byPeriod].map(([period, own]) => ({ period, count: own.count, sum: own.sum.total() }));
  const newestFirst = periods?.toSorted((a, b) => compare(b.period, a.period)) ?? null;
  return {
    measure,
    basis,
    count,
    sum: sum.total(),
    ...span,
    missing,
    growths,
    regions: regions.size,
    byPeriod: newestFirst,
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
