import type { Basis } from '#platform/period/basis.ts';
import type { SheetRow } from '../read/sheet.ts';
import type { Accepted } from '../rules/outcome.ts';
import { planOf, type Plan as RowPlan, type ValueColumn } from '../rules/plan.ts';
import type { Column, Reading } from '../rules/reading.ts';
import type { Slots } from '../run/slots.ts';
import { fieldRole } from '../run/table-rows.ts';
import type { PlainField, PlainMeasure, PlainPart, PlainPeriod, PlainPlan, PlainRegion } from './plan.ts';
import { regionColumns } from './words.ts';

/** A row that the rules have read, with its cells. */
export interface ReadRow {
  readonly row: SheetRow;
  readonly accepted: Accepted;
}

/** A plan whose columns are still slots; names are known once the dataset has them. */
export interface DerivedPlan {
  readonly plan: PlainPlan;
  readonly rules: RowPlan;
  /** Basis that the period texts of this file say, and all must say. */
  readonly basis: Basis | null;
  /** Lines of the head that a person told the kind of; none lie beyond. */
  readonly slots: readonly number[];
}

/**
 * How the engine may read the rest of a file by itself, judged from its reading and the rows read so far; null when rows
 * must be read one by one: something is carried from row to row, or stands in headers or sections.
 * Names in the plan are `s<slot>`, to be replaced by those of the dataset (`withNames`).
 */
export function derivePlan(reading: Reading, rows: readonly ReadRow[], slots: Slots): DerivedPlan | null {
  const rules = planOf(reading);
  const width = commonWidth(rows);
  if (width === null || width < rules.width || !isRowByRow(reading, rows.at(-1)?.row.line ?? 0)) return null;
  const period = periodOf(reading, rules);
  const measures = reading.layout === 'dataset' ? [] : measuresOf(rules, rows, slots);
  const basis = basisOf(rules, rows);
  if (period === null || measures === null || basis === undefined) return null;
  const fields = fieldsOf(reading, slots);
  const plan: PlainPlan = {
    width,
    used: rules.width,
    region: regionOf(reading),
    period,
    measures,
    fields,
    minFilled: reading.layout === 'dataset' ? Math.min(3, rules.width) : 0,
    col: reading.columns.find(({ role }) => role === 'measure')?.index ?? 0,
  };
  return { plan, rules, basis, slots: slotsIn(plan) };
}

/** Rows of one width, as the engine insists. */
function commonWidth(rows: readonly ReadRow[]): number | null {
  const widths = new Set(rows.slice(0, 200).map(({ row }) => row.cells.length));
  const [width] = widths;
  return widths.size === 1 && width !== undefined ? width : null;
}

/** Whether every row after `last` can be understood without those before it. */
export function isRowByRow(reading: Reading, last: number): boolean {
  const { layout, section, series, columns, aliases, lineKinds } = reading;
  return (
    layout !== 'cross' &&
    section === null &&
    series.length === 0 &&
    Object.keys(aliases.periods).length === 0 &&
    Object.keys(lineKinds).every((line) => Number(line) <= last) &&
    columns.every(standsAlone)
  );
}

function standsAlone({ role, carry, cast, evidence }: Column): boolean {
  if (carry || role === 'measureName' || role === 'unit' || evidence.type === 'boolean') return false;
  // A label may be part of one above it: 普通高中, 其中：民办.
  if (role === 'dimension' && evidence.items > 0) return false;
  if (role !== 'measure') return true;
  return cast !== null && cast.region === null && cast.period === null && cast.partial === null && !cast.yearAgo;
}

function regionOf(reading: Reading): PlainRegion {
  const columns = regionColumns(reading);
  if (columns.length > 0) return { kind: 'texts', columns };
  const fixed = reading.layout === 'dataset' ? null : reading.fixed.region?.value;
  return fixed ? { kind: 'fixed', code: fixed.code, name: fixed.name } : { kind: 'none' };
}

const PARTS: readonly PlainPart[] = ['year', 'quarter', 'month', 'day', 'hour'];
const CHAINS: readonly string[] = ['year', 'year,quarter', 'year,month', 'year,month,day', 'year,month,day,hour'];

function periodOf(reading: Reading, { periods }: RowPlan): PlainPeriod | null {
  if (reading.layout === 'dataset') return { kind: 'none' };
  if (periods.length === 0) {
    const fixed = reading.fixed.period?.value;
    return fixed ? { kind: 'fixed', key: fixed.key } : { kind: 'none' };
  }
  const parts = periods.map(({ part }) => part);
  if (parts.join() === 'whole') return { kind: 'texts', columns: periods.map(({ index }) => index) };
  if (!CHAINS.includes(parts.join())) return null;
  const columns = PARTS.map((part) => [part, periods.find((column) => column.part === part)?.index] as const);
  return { kind: 'parts', columns: Object.fromEntries(columns.filter(([, index]) => index !== undefined)) };
}

/** Basis of the periods, if all rows so far agree; undefined when they do not, or none was read. */
function basisOf(rules: RowPlan, rows: readonly ReadRow[]): Basis | null | undefined {
  if (rules.reading.layout === 'dataset') return null;
  const free = rules.values.find(({ cast }) => cast.basis === null && !namedBasis(cast.measure?.basis ?? null));
  if (!free) return null;
  const bases = new Set(
    rows.map(({ accepted }) => accepted.observations.find(({ col }) => col === free.index)?.basis ?? null),
  );
  const [basis] = bases;
  return bases.size === 1 ? basis : undefined;
}

/** A measure's own basis goes before that of the period, except an index's or a rate's. */
function namedBasis(basis: Basis | null): boolean {
  return basis !== null && basis !== 'IDX' && basis !== 'RATE';
}

function measuresOf(rules: RowPlan, rows: readonly ReadRow[], slots: Slots): PlainMeasure[] | null {
  const measures: PlainMeasure[] = [];
  for (const column of rules.values) {
    const found = plainObservation(column, rows);
    if (!found) return null;
    const yoy = column.growth.find(({ kind }) => kind === 'yoy')?.index ?? null;
    const slot = slots.measure(found.measure, found.basis);
    if (yoy !== null) slots.markGrowth(slot);
    measures.push({ column: column.index, name: `s${slot}`, growth: yoy });
    for (const { index, kind } of column.growth) {
      if (kind !== 'yoy') measures.push({ column: index, name: `s${slots.growth(found.measure, kind)}`, growth: null });
    }
  }
  return measures;
}

/** An observation of the column from a cell that says nothing but its number. */
function plainObservation({ index }: ValueColumn, rows: readonly ReadRow[]) {
  const row = rows.find(({ row: { cells } }) => /^-?[\d.]*$/.test(String(cells[index] ?? '')));
  return row?.accepted.observations.find(({ col }) => col === index);
}

function fieldsOf(reading: Reading, slots: Slots): PlainField[] {
  return reading.columns.flatMap((column) => {
    const role = fieldRole(column);
    if (role === null) return [];
    const type = reading.layout === 'dataset' && column.evidence.type === 'number' ? 'number' : 'text';
    return [{ column: column.index, name: `s${slots.field(column.label, role, type)}`, type }];
  });
}

function slotsIn(plan: PlainPlan): number[] {
  return [...plan.measures, ...plan.fields].map(({ name }) => Number(name.slice(1)));
}

/** The plan with the dataset's column names. */
export function withNames(plan: PlainPlan, nameOf: (slot: number) => string): PlainPlan {
  const rename = <T extends { readonly name: string }>(part: T): T => ({
    ...part,
    name: nameOf(Number(part.name.slice(1))),
  });
  return { ...plan, measures: plan.measures.map(rename), fields: plan.fields.map(rename) };
}
