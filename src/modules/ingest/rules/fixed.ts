/** What holds for the whole table, from its words and from what a person said. */
import { headKind } from './headword.ts';
import { isAspect, isQuantity, readMeasure } from './measure.ts';
import type { Column, Correction, Fixed, Observed, Said } from './reading.ts';
import type { RegionReader, RegionRef } from './region.ts';
import { type Saying, said, saidMeasure, saidPeriod, saidUnits, saidYear, sayingsOf } from './said.ts';
import { saidRegion } from './said-region.ts';
import type { Section } from './section.ts';
import { isPartial } from './time.ts';

/** Everything said of the table; what the table itself gives more closely is left out by `relevant`. */
export function sayingsFixed(observed: Observed, regions: RegionReader, corrections: readonly Correction[]): Fixed {
  const first = observed.headerRows[0] ?? observed.dataFrom;
  const above = observed.lines.filter(({ line, what }) => line < first || (what === 'unit' && line <= first));
  const own = sayingsOf(above, observed.sheetName, observed.fileName);
  const all = [...sayingsOf(above), ...sayingsOf(observed.above), ...own];
  // A table with a title of its own is not about what the title of another says.
  const naming = above.some(({ what }) => what === 'title') ? own : all;
  return {
    region: personRegion(corrections) ?? saidRegion(all, observed, regions),
    period: personPeriod(corrections) ?? saidPeriod(all),
    year: saidYear(all),
    measure: personMeasure(corrections) ?? saidMeasure(naming, regions),
    units: personUnits(corrections) ?? saidUnits(all),
  };
}

/** Drops what the rows, columns or sections give. */
export function relevant(fixed: Fixed, columns: readonly Column[], section: Section | null): Fixed {
  const has = (...roles: Column['role'][]) => columns.some(({ role }) => roles.includes(role));
  const values = columns.filter(({ role }) => role === 'measure');
  const all = (test: (column: Column) => unknown) => values.length > 0 && values.every(test);
  const partial = columns.some(
    ({ cast, part, evidence }) =>
      cast?.partial != null || part === 'month' || part === 'quarter' || evidence.examples.some(isPartial),
  );
  const foreign = columns.some(isForeign) && (fixed.region?.confidence ?? 1) <= GUESSED;
  return {
    region:
      foreign || has('region', 'regionCode') || section?.sets === 'region' || all(({ cast }) => cast?.region)
        ? null
        : fixed.region,
    period: has('period') || section?.sets === 'period' || all(({ cast }) => cast?.period) ? null : fixed.period,
    year: partial || section?.sets === 'period' ? fixed.year : null,
    measure: keepsMeasure(fixed.measure, columns) ? fixed.measure : null,
    units: fixed.units,
  };
}

/** What is merely suggested, see `said-region.ts`. */
const GUESSED = 0.5;

/** A column of places none of which we know: countries, cities elsewhere. Its figures are not ours. */
function isForeign({ role, path, evidence }: Column): boolean {
  if (role === 'region' || evidence.texts * 2 < evidence.filled || evidence.filled === 0) return false;
  return headKind(path.at(-1) ?? '') === 'region';
}

/** A title's measure is dropped where rows or headers name whole measures; it stays where some column needs a name. */
function keepsMeasure(measure: Fixed['measure'], columns: readonly Column[]): boolean {
  if (measure?.from === 'person') return true;
  if (columns.some(({ role }) => role === 'measureName')) return false;
  const values = columns.filter(({ role }) => role === 'measure');
  const needs = ({ cast }: Column) => !cast?.measure || isAspect(cast.measure) || isQuantity(cast.measure);
  const named = values.filter((column) => !needs(column));
  if (named.length === 0) return true;
  if (measure !== null && measure.confidence < 0.85) return values.some(needs);
  return measure !== null && named.every(({ cast }) => !cast?.measure?.unit || cast.measure.growth?.of === '');
}

const PERSON: Pick<Saying, 'from' | 'line'> = { from: 'person', line: null };

function personRegion(corrections: readonly Correction[]): Said<RegionRef> | null {
  const found = corrections.findLast((c) => c.kind === 'sheet-region');
  return found?.kind === 'sheet-region' ? said(found.region, PERSON, 1, `地区“${found.region.name}”`) : null;
}

function personPeriod(corrections: readonly Correction[]): Fixed['period'] {
  const found = corrections.findLast((c) => c.kind === 'sheet-period');
  return found?.kind === 'sheet-period' ? said(found.period, PERSON, 1, `时间 ${found.period.key}`) : null;
}

function personMeasure(corrections: readonly Correction[]): Fixed['measure'] {
  const found = corrections.findLast((c) => c.kind === 'sheet-measure');
  if (found?.kind !== 'sheet-measure') return null;
  const measure = readMeasure(found.name);
  return said({ ...measure, unit: found.unit ?? measure.unit }, PERSON, 1, `指标“${found.name}”`);
}

function personUnits(corrections: readonly Correction[]): Fixed['units'] {
  const found = corrections.findLast((c) => c.kind === 'unit' && c.column === undefined);
  return found?.kind === 'unit' ? said([found.unit], PERSON, 1, `单位 ${found.unit}`) : null;
}
