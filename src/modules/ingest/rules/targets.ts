/** The value columns of a table with their measures, settled once for each measure that rows name. */
import type { MeasureRef } from './measure.ts';
import type { Plan } from './plan.ts';
import type { Target } from './row-value.ts';
import { valueMeasure } from './value-measure.ts';

export interface Targets {
  /** Value columns for rows about a measure (null: only the header names measures). */
  of(row: MeasureRef | null): readonly Target[];
  /** Units for the rows to come. */
  setUnits(units: readonly string[]): void;
}

/** Targets of a plan. */
export function createTargets(plan: Plan): Targets {
  const made = new Map<string, readonly Target[]>();
  let units = plan.reading.fixed.units?.value ?? [];
  let last: { row: MeasureRef | null; targets: readonly Target[] } | null = null;
  const titled = plan.reading.fixed.measure?.value ?? null;
  const rowOf = (row: MeasureRef | null, { own }: Plan['values'][number]) => (own && row === titled ? null : row);
  const make = (row: MeasureRef | null): readonly Target[] =>
    plan.values.map((column) => ({
      column,
      value: valueMeasure(rowOf(row, column), column.cast, units, plan.reading.series),
    }));
  return {
    of(row) {
      if (last && last.row === row) return last.targets;
      const key = row ? `${row.key}\u0000${row.unit}\u0000${row.label}` : '';
      const targets = made.get(key) ?? make(row);
      made.set(key, targets);
      last = { row, targets };
      return targets;
    },
    setUnits(next) {
      units = next;
      made.clear();
      last = null;
    },
  };
}
