/** Reads the region of a row. */

import { readLabel } from './label.ts';
import { type Fault, faultAt, TOTAL } from './outcome.ts';
import type { LabelColumn, Plan } from './plan.ts';
import { isWhole, isWithin, type RegionReader, type RegionRef } from './region.ts';
import { type Cell, isBlank, textOf } from './sheet.ts';

export interface RegionState {
  /** Last city of the column, under which counties without their city's name stand. */
  city: string | null;
  section: RegionRef | null;
  /** A section title that should name a region and names none we know. */
  unknown: string | null;
}

/** The region of a row; null when the reading has none; TOTAL for 合计 of no known region. */
export type RowRegion = RegionRef | null | Fault | typeof TOTAL;

/** Region of the cells of a row. `take` gives a label cell, with blanks carried down where the reading says so. */
export function readRowRegion(
  plan: Plan,
  state: RegionState,
  regions: RegionReader,
  take: (column: LabelColumn) => Cell,
): RowRegion {
  if (plan.regions.length === 0 && plan.codes.length === 0) {
    if (state.unknown !== null) return faultAt('region-unknown', `小标题“${state.unknown}”`);
    return state.section ?? plan.reading.fixed.region?.value ?? null;
  }
  const coded = codedRegion(plan, regions, take);
  const named = namedRegion(plan, state, regions, take);
  if (!coded) return named ?? beside(plan, regions, take) ?? missing(plan);
  // A code stands for itself; a name beside it that is unknown (开发区) does no harm, one that differs does.
  if (named && typeof named === 'object' && 'code' in named && named.code !== coded.code)
    return conflict(plan, named, coded);
  return coded;
}

/** 合计 written in the column of numbers or ranks, to the left of a blank region. */
function beside(plan: Plan, regions: RegionReader, take: (column: LabelColumn) => Cell): RowRegion {
  for (const column of plan.asides) {
    const text = readLabel(textOf(take(column))).text;
    if (isWhole(text)) return regions.read(text) ?? plan.reading.observed.whole ?? TOTAL;
  }
  return null;
}

function missing(plan: Plan): Fault {
  return faultAt('region-missing', '', ...[...plan.regions, ...plan.codes].map(({ index }) => index));
}

function conflict(plan: Plan, named: RegionRef, coded: RegionRef): Fault {
  const columns = [...plan.regions, ...plan.codes].map(({ index }) => index);
  return faultAt('region-conflict', `名称是“${named.name}”，代码 ${coded.code} 是“${coded.name}”`, ...columns);
}

function codedRegion(plan: Plan, regions: RegionReader, take: (column: LabelColumn) => Cell): RegionRef | null {
  const column = plan.codes[0];
  return column ? regions.read(take(column)) : null;
}

/** The finest region named, each below the one before it. Null when all cells are blank. */
function namedRegion(
  plan: Plan,
  state: RegionState,
  regions: RegionReader,
  take: (column: LabelColumn) => Cell,
): RowRegion {
  let found: RegionRef | null = null;
  for (const column of plan.regions) {
    const cell = take(column);
    if (isBlank(cell)) continue;
    const region = readOne(cell, found, state, regions, plan.reading.observed.whole);
    if (region === TOTAL) return found ?? TOTAL;
    if (!region) return faultAt('region-unknown', `“${textOf(cell).trim()}”`, column.index);
    if (found && !isWithin(region.code, found.code)) {
      return faultAt('region-conflict', `“${region.name}”不在“${found.name}”之内`, column.index);
    }
    found = region;
  }
  if (found?.level === 'city') state.city = found.code;
  return found;
}

function readOne(
  cell: Cell,
  above: RegionRef | null,
  state: RegionState,
  regions: RegionReader,
  whole: RegionRef | null,
): RegionRef | null | typeof TOTAL {
  const known = regions.read(cell, above?.code);
  if (known && !above) return known;
  if (isWhole(readLabel(textOf(cell)).text)) return above ?? whole ?? TOTAL;
  if (known) return known;
  const parent = state.section?.code ?? state.city ?? whole?.code;
  return parent ? regions.read(cell, parent) : null;
}
