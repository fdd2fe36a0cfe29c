/** Reads the values of a row into observations. */
import type { Basis } from '#platform/period/basis.ts';
import { readGrowthCell } from './growth.ts';
import type { MeasureRef } from './measure.ts';
import { type NumberReading, readNumber } from './number.ts';
import { type Fault, faultAt, type Growth, type Observation, type ObservationFlag } from './outcome.ts';
import type { ValueColumn } from './plan.ts';
import type { RegionRef } from './region.ts';
import type { PeriodReader, RowPeriod } from './row-period.ts';
import type { Cell } from './sheet.ts';
import { type PeriodRef, periodBefore, yearBefore } from './time.ts';
import type { ValueMeasure } from './value-measure.ts';

/** What the labels of a row give to each of its values. */
export interface RowLabels {
  readonly region: RegionRef | null;
  readonly period: RowPeriod;
  readonly dims: Readonly<Record<string, string>> | null;
}

/** What a value column needs besides the row; prepared once for each measure of a row. */
export interface Target {
  readonly column: ValueColumn;
  readonly value: ValueMeasure;
}

export interface PeriodDefaults {
  readonly period: PeriodRef | null;
  readonly year: number | null;
  readonly reader: PeriodReader;
}

/** The observation of one cell; null when the label of the row was not in use at that period; a fault when unreadable. */
export function readValue(
  cells: readonly Cell[],
  labels: RowLabels,
  { column, value }: Target,
  defaults: PeriodDefaults,
): Observation | null | Fault {
  const period = periodOfValue(labels.period, column, defaults);
  if (period !== null && 'fault' in period) return period;
  const read = readNumber(cells[column.index]);
  if (read.kind === 'unreadable') return faultAt('value-unreadable', read.reason, column.index);
  if (read.kind === 'missing' && read.missing === 'blank' && isOutside(value, period)) return null;
  const measure = read.kind === 'number' ? fitUnit(value.measure, read.unit, column.index) : value.measure;
  if (measure !== null && 'fault' in measure) return measure;
  const growth = column.growth.length === 0 ? null : readGrowths(cells, column);
  if (growth !== null && 'fault' in growth) return growth;
  return {
    region: column.cast.region ?? labels.region,
    period: period?.key ?? null,
    basis: basisOf(column, measure, period),
    measure,
    value: read.kind === 'number' ? read.value : null,
    missing: read.kind === 'missing' ? read.missing : null,
    flags: flagsOf(read, value),
    growth,
    col: column.index,
    dims: labels.dims,
  };
}

/** What the header or the name says of the basis goes before what the period says, that before the unit. */
function basisOf({ cast }: ValueColumn, measure: MeasureRef | null, period: PeriodRef | null): Basis | null {
  const named = measure?.basis ?? null;
  const byUnit = named === 'IDX' || named === 'RATE';
  return cast.basis ?? (byUnit ? null : named) ?? period?.basis ?? named;
}

function periodOfValue(
  row: RowPeriod,
  { cast, index }: ValueColumn,
  defaults: PeriodDefaults,
): PeriodRef | null | Fault {
  const period = joinedPeriod(row, cast.period, cast.partial, defaults);
  if (period === 'no-year') return faultAt('period-unreadable', `“${cast.partial ?? row.partial}”没有写年份`, index);
  if (!cast.yearAgo || !period) return period;
  if (cast.previous) return periodBefore(period) ?? faultAt('period-unreadable', `${period.key} 没有上期`, index);
  return yearBefore(period) ?? faultAt('period-unreadable', `${period.key} 没有上年同期`, index);
}

/** The year may stand in the row and the month in the header, or the other way round. */
function joinedPeriod(
  row: RowPeriod,
  own: PeriodRef | null,
  partial: string | null,
  { period, year, reader }: PeriodDefaults,
): PeriodRef | null | 'no-year' {
  const rest = partial ?? row.partial;
  if (rest === null) return own ?? row.period ?? period;
  if (own && partial === null && !isYearKey(own)) return own;
  const said = own ?? row.period;
  const inYear = said && isYearKey(said) ? Number(said.key) : year;
  return inYear === null ? 'no-year' : (reader.complete(rest, inYear) ?? 'no-year');
}

function isYearKey({ key }: PeriodRef): boolean {
  return key.length === 4;
}

function isOutside({ span }: ValueMeasure, period: PeriodRef | null): boolean {
  return span !== null && period !== null && (period.key < span.from || period.key > span.to);
}

function fitUnit(measure: MeasureRef | null, unit: string | null, index: number): MeasureRef | null | Fault {
  if (unit === null || measure === null || measure.unit === unit) return measure;
  if (measure.unit === null) return { ...measure, unit, basis: measure.basis ?? (unit === '%' ? 'RATE' : null) };
  return faultAt('unit-conflict', `单元格写“${unit}”，该列是“${measure.unit}”`, index);
}

function readGrowths(cells: readonly Cell[], { growth }: ValueColumn): Growth | null | Fault {
  const found: Partial<Record<keyof Growth, number>> = {};
  let any = false;
  for (const { index, kind } of growth) {
    const read = readGrowthCell(cells[index]);
    if (read.kind === 'unreadable') return faultAt('value-unreadable', read.reason, index);
    if (read.kind !== 'number') continue;
    found[kind] = read.value;
    any = true;
  }
  return any ? found : null;
}

const NO_FLAGS: readonly ObservationFlag[] = [];

function flagsOf(read: NumberReading, { renamed }: ValueMeasure): readonly ObservationFlag[] {
  const flags = read.kind === 'number' ? read.flags : NO_FLAGS;
  return renamed ? [...flags, 'caliber-change'] : flags;
}
