/** Settles the measure of one value from the row, the header and what holds for the sheet. */
import { type MeasureRef, within, withUnit } from './measure.ts';
import type { Cast, Series } from './reading.ts';

/** The measure of a value, and whether it is published under a former name of its series. */
export interface ValueMeasure {
  readonly measure: MeasureRef | null;
  readonly renamed: boolean;
  /** Periods its label was used for (`from`, `to`); null when it has always been so called. */
  readonly span: { readonly from: string; readonly to: string } | null;
}

/** The measure of a value in a column under a row; the row may be the section's or the sheet's measure. */
export function valueMeasure(
  row: MeasureRef | null,
  cast: Cast,
  units: readonly string[],
  series: readonly Series[],
): ValueMeasure {
  // A unit in the header is nearer than the one of the row.
  const joined = within(row, cast.measure && withUnit(cast.measure, cast.unit));
  const measure = joined && withUnit(withUnit(joined, cast.unit), sheetUnit(joined, units));
  return measure ? inSeries(measure, series) : { measure, renamed: false, span: null };
}

const RATIO = /^(?:%|‰|百分点)$/;

/** Pure numbers, whatever the sheet is in: 综合指数, 性别比（女=100）. */
const NUMBER = /(?:指数|系数|比)(?:\([^()]*=100\))?$/;

/** Of 单位：亿元、% a rate takes the percent and everything else the first other unit, people and areas one of theirs. */
function sheetUnit(measure: MeasureRef, units: readonly string[]): string | null {
  if (measure.base !== null || NUMBER.test(measure.name)) return null;
  const isRate = measure.basis === 'RATE' || measure.growth !== null;
  const fitting = units.filter((unit) => RATIO.test(unit) === isRate);
  const kind = KINDS.find(([name]) => name.test(measure.name));
  const own = isRate || !kind ? fitting[0] : fitting.find((unit) => kind[1].test(unit));
  // A sheet of percentages says so of all its figures: 从业人员 among the parts of an index.
  return own ?? (!isRate && units.every((unit) => RATIO.test(unit)) ? (units[0] ?? null) : null);
}

/** Names that tell what they count, and the units that can: 实缴人数 is never in 亿元. */
const KINDS: readonly (readonly [RegExp, RegExp])[] = [
  [/(?:人数|人口|人员|学生数?|教师|医师|护士|职工)$/, /人/],
  [/户数$/, /户/],
  [/面积$/, /[㎡亩²]|公顷/],
];

function inSeries(measure: MeasureRef, series: readonly Series[]): ValueMeasure {
  for (const { name, labels } of series) {
    const own = labels.find(({ label }) => label === measure.name);
    if (!own) continue;
    const key = measure.group === null ? name : `${measure.group}/${name}`;
    return { measure: { ...measure, name, key }, renamed: measure.name !== name, span: own };
  }
  return { measure, renamed: false, span: null };
}
