import type { Field } from '../contract.ts';

/** What a first drawing would show: a measure along time for the region with most rows, or a measure by its first category. */
export interface ChartPlan {
  readonly kind: 'line' | 'bar';
  readonly category: number;
  readonly measure: number;
  /** The field that is held to one value, so that a line is of one thing; null: none. */
  readonly held: number | null;
}

/** The suggestion for these fields; null where there is nothing to draw. */
export function planChart(fields: readonly Field[]): ChartPlan | null {
  const measure = fields.findIndex(({ type, role }) => type === 'number' && role !== 'period');
  if (measure < 0) return null;
  const period = fields.findIndex(({ role }) => role === 'period');
  const region = fields.findLastIndex(({ item }) => item === 'region');
  if (period >= 0) return { kind: 'line', category: period, measure, held: region < 0 ? null : region };
  const category = fields.findIndex(({ type }, i) => type === 'text' && i !== measure);
  return category < 0 ? null : { kind: 'bar', category: region >= 0 ? region : category, measure, held: null };
}
