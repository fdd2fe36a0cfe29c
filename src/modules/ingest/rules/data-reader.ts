/** Reads rows of data of one table: labels, then values, then whether the file has given them before. */
import { createCarry } from './carry.ts';
import { createDimensionReader } from './dimension.ts';
import { readItems, readRecord } from './item.ts';
import { squeeze } from './label.ts';
import { type MeasureRef, readMeasure, renamed } from './measure.ts';
import { type Fault, faultAt, isFault, type Observation, type Outcome, quarantined, TOTAL } from './outcome.ts';
import type { LabelColumn, Plan } from './plan.ts';
import { createRegionReader, isWhole, type ResolveRegion } from './region.ts';
import { createNameReader, noItems, readRowMeasure } from './row-measure.ts';
import { createPeriodReader, type PeriodState, readRowPeriod } from './row-period.ts';
import { type RegionState, readRowRegion } from './row-region.ts';
import { type PeriodDefaults, type RowLabels, readValue, type Target } from './row-value.ts';
import { createSeen } from './seen.ts';
import { type Cell, filledColumns, isBlank, textOf } from './sheet.ts';
import { createTargets } from './targets.ts';
import { nonData } from './words.ts';

export interface DataReader {
  read(line: number, cells: readonly Cell[]): Outcome;
  /** A section title: what it sets holds for the rows below. */
  section(text: string): void;
  /** A unit row among the data: 单位：万人. */
  units(units: readonly string[]): void;
  /** Whether a text alone in its row is a label of the rows themselves (a region or period without values). */
  isLabel(cells: readonly Cell[], index: number): boolean;
}

/** A reader of the data rows of a plan. */
export function createDataReader(plan: Plan, resolve: ResolveRegion): DataReader {
  const { reading } = plan;
  const regions = createRegionReader(resolve, { aliases: reading.aliases.regions, whole: reading.observed.whole });
  const periods = createPeriodReader(reading.aliases);
  const names = createNameReader(reading.aliases);
  const carry = createCarry();
  const region: RegionState = { city: null, section: null, unknown: null };
  const period: PeriodState = { year: null, section: null };
  let measure = noItems();
  const dims = new Map(
    plan.dimensions.filter(({ nested }) => nested).map(({ index }) => [index, createDimensionReader()]),
  );
  const targets = createTargets(plan);
  const seen = createSeen(plan.slots);
  const figures = new Float64Array(plan.slots);
  const defaults: PeriodDefaults = {
    period: reading.fixed.period?.value ?? null,
    year: reading.fixed.year?.value ?? null,
    reader: periods,
  };

  function readLabels(): (RowLabels & { measure: MeasureRef | null }) | Fault | typeof TOTAL {
    const place = readRowRegion(plan, region, regions, carry.take);
    if (place === TOTAL || isFault(place)) return place;
    const time = readRowPeriod(plan, period, periods, carry.take);
    if (isFault(time)) return isTotal(plan, carry.take) ? TOTAL : time;
    const about = readRowMeasure(plan, measure, names, carry.take);
    if (isFault(about)) return about;
    return { region: place, period: time, measure: about, dims: readDims(plan, dims, carry.take) };
  }

  function readData(line: number, cells: readonly Cell[]): Outcome {
    carry.set(cells);
    const labels = readLabels();
    if (labels === TOTAL) return nonData(line, 'total', cells[filledColumns(cells)[0] ?? 0]);
    if (isFault(labels)) return quarantined(line, cells, labels);
    const observations = readValues(cells, labels, targets.of(labels.measure), defaults);
    if (isFault(observations)) return quarantined(line, cells, observations);
    keepFigures(figures, plan, observations);
    return met(line, cells, labels, observations);
  }

  function met(line: number, cells: readonly Cell[], labels: RowLabels, observations: Observation[]): Outcome {
    const meeting = seen.meet(subjectOf(plan, labels, observations), whenOf(labels), figures);
    if (meeting === 'conflict') return quarantined(line, cells, faultAt('duplicate-conflict', describe(labels)));
    if (meeting === 'same') return nonData(line, 'duplicate', describe(labels));
    const record = reading.layout === 'tidy' ? readRecord(cells, plan, figures) : null;
    return { kind: 'accepted', line, observations, record };
  }

  return {
    read(line, cells) {
      const extra = extraCell(cells, plan.width);
      if (extra !== null) return quarantined(line, cells, faultAt('extra-cells', '', extra));
      if (reading.layout !== 'dataset') return readData(line, cells);
      const record = readItems(cells, reading.columns);
      return isFault(record) ? quarantined(line, cells, record) : { kind: 'accepted', line, observations: [], record };
    },
    section(text) {
      const sets = reading.section?.sets;
      if (sets === 'measure' || sets === 'group') measure = noItems(renamed(readMeasure(text), reading.aliases));
      if (sets === 'period') period.section = periods.read(text);
      if (sets !== 'region') return;
      region.section = regions.read(text);
      region.unknown = region.section ? null : text.trim();
    },
    units: targets.setUnits,
    isLabel(cells, index) {
      const cell = cells[index] ?? null;
      const inRegions = plan.regions.some((column) => column.index === index) && reading.section?.sets !== 'region';
      if (inRegions && regions.read(cell) !== null) return true;
      return (
        plan.periods.some((column) => column.index === index) &&
        reading.section?.sets !== 'period' &&
        periods.read(cell) !== null
      );
    },
  };
}

/** 合计 or 平均 where a period should stand. */
function isTotal({ periods }: Plan, take: (column: LabelColumn) => Cell): boolean {
  return periods.some((column) => isWhole(squeeze(textOf(take(column)))));
}

type DimensionPaths = ReadonlyMap<number, (raw: string) => string>;

function readDims(
  plan: Plan,
  paths: DimensionPaths,
  take: (column: LabelColumn) => Cell,
): Record<string, string> | null {
  if (plan.dimensions.length === 0) return null;
  const dims: Record<string, string> = {};
  for (const column of plan.dimensions) {
    const raw = textOf(take(column));
    dims[column.label] = paths.get(column.index)?.(raw) ?? raw.trim();
  }
  return dims;
}

function readValues(
  cells: readonly Cell[],
  labels: RowLabels,
  targets: readonly Target[],
  defaults: PeriodDefaults,
): Observation[] | Fault {
  const observations: Observation[] = [];
  for (const target of targets) {
    const observation = readValue(cells, labels, target, defaults);
    if (observation === null) continue;
    if ('fault' in observation) return observation;
    observations.push(observation);
  }
  return observations;
}

/** What a row is about, besides its period; its columns tell its values apart. */
function subjectOf(
  { names, reading }: Plan,
  { region, dims }: RowLabels,
  observations: readonly Observation[],
): string {
  const code = region?.code ?? '';
  if (names.length === 0 && reading.section === null && dims === null) return code;
  const [first] = observations;
  // 当季值 and 累计值 of one name are two things, as are its index and its amount.
  const key = [code, first?.measure?.key, first?.measure?.unit, first?.basis].join('|');
  return dims === null ? key : `${key}|${Object.values(dims).join('|')}`;
}

function whenOf({ period }: RowLabels): string {
  return period.period?.key ?? period.partial ?? '';
}

/** Writes the figures of a row into their slots; NaN where there is none. */
function keepFigures(figures: Float64Array, { values }: Plan, observations: readonly Observation[]): void {
  figures.fill(Number.NaN);
  let at = 0;
  for (const { col, value, growth } of observations) {
    while (values[at]?.index !== col) at++;
    const column = values[at];
    if (!column) return;
    if (value !== null) figures[column.slot] = value;
    if (growth) for (const { slot, kind } of column.growth) figures[slot] = growth[kind] ?? Number.NaN;
  }
}

function describe({ region, period }: RowLabels): string {
  return [region?.name, period.period?.key ?? period.partial].filter((part) => part != null).join(' ');
}

function extraCell(cells: readonly Cell[], width: number): number | null {
  for (let i = width; i < cells.length; i++) if (!isBlank(cells[i])) return i;
  return null;
}
