/** Finds labels that are one series whose name changed over time (R17): 财政支出 until 2006, then 一般公共预算支出. */
import { createReader } from './apply.ts';
import type { Observation } from './outcome.ts';
import type { Reading, Series } from './reading.ts';
import type { ResolveRegion } from './region.ts';
import type { Row } from './sheet.ts';

interface Coverage {
  readonly unit: string | null;
  readonly regions: Set<string>;
  readonly periods: Set<string>;
}

/** Series among the measures that rows name. Two labels join when they never have a value of the same period. */
export function seriesOf(reading: Reading, rows: readonly Row[], resolve: ResolveRegion): Series[] {
  if (!reading.axes.measure.at.includes('rows')) return [];
  const coverage = coverageOf(reading, rows, resolve);
  const names = [...coverage]
    .filter(([, { periods }]) => periods.size > 0)
    .toSorted((a, b) => compare(lastOf(a[1]), lastOf(b[1])));
  const series: Series[] = [];
  for (const [older, newer] of pairs(names)) {
    if (follows(older, newer)) series.push(joined(older, newer));
  }
  return series;
}

type Named = readonly [name: string, coverage: Coverage];

function coverageOf(reading: Reading, rows: readonly Row[], resolve: ResolveRegion): Map<string, Coverage> {
  const reader = createReader(reading, resolve);
  const coverage = new Map<string, Coverage>();
  for (const row of rows) {
    const outcome = reader.read(row);
    if (outcome.kind === 'accepted') for (const observation of outcome.observations) note(coverage, observation);
  }
  return coverage;
}

function note(coverage: Map<string, Coverage>, { measure, region, period, value }: Observation): void {
  if (!measure || measure.group !== null || value === null || period === null) return;
  const known = coverage.get(measure.name) ?? { unit: measure.unit, regions: new Set(), periods: new Set() };
  coverage.set(measure.name, known);
  known.periods.add(period);
  if (region) known.regions.add(region.code);
}

/** Each label with each later one. */
function pairs(names: readonly Named[]): [Named, Named][] {
  return names.flatMap((older, i) => names.slice(i + 1).map((newer): [Named, Named] => [older, newer]));
}

/** The newer label begins after the older one ends, for much the same regions, in the same unit, with like words. */
function follows([a, older]: Named, [b, newer]: Named): boolean {
  const shared = [...older.regions].filter((code) => newer.regions.has(code)).length;
  const regions = shared * 10 >= 9 * Math.min(older.regions.size, newer.regions.size);
  return older.unit === newer.unit && regions && lastOf(older) < firstOf(newer) && areAlike(a, b);
}

/** Half of the shorter name, and two characters at least, end both: 财政支出 and 一般公共预算支出. */
function areAlike(a: string, b: string): boolean {
  let common = 0;
  while (common < Math.min(a.length, b.length) && a.at(-1 - common) === b.at(-1 - common)) common++;
  return common >= 2 && common * 2 >= Math.min(a.length, b.length);
}

function joined([a, older]: Named, [b, newer]: Named): Series {
  const labels = [spanOf(a, older), spanOf(b, newer)];
  const [first, second] = labels.map(({ label, from, to }) => `${from}—${to} 标为“${label}”`);
  return {
    name: b,
    labels,
    confidence: 0.7,
    why: `${first}，${second}，没有同期的值，按一个指标收并注明口径变动，请核对`,
  };
}

function spanOf(label: string, coverage: Coverage): Series['labels'][number] {
  return { label, from: firstOf(coverage), to: lastOf(coverage) };
}

function firstOf({ periods }: Coverage): string {
  return [...periods].toSorted(compare)[0] ?? '';
}

function lastOf({ periods }: Coverage): string {
  return [...periods].toSorted(compare).at(-1) ?? '';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
