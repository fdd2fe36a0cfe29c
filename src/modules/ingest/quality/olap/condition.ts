import { checked } from '../../olap/dataset.ts';
import type { Check } from '../contract.ts';

/** Values of a statement's placeholders, gathered while it is written. */
export class Params {
  readonly values: Record<string, string | number | readonly (string | number)[]> = {};

  /** The placeholder of a value: `{p1:Float64}`. */
  of(value: string | number | readonly string[], type: 'Float64' | 'String' | 'Array(String)'): string {
    const name = `p${Object.keys(this.values).length + 1}`;
    this.values[name] = value;
    return `{${name}:${type}}`;
  }
}

/** Columns of a dataset that hold numbers; all others hold text, empty where nothing stands. */
export type NumericColumns = ReadonlySet<string>;

/** A check of single rows: how many it looks at, and what makes one of them bad (NULL is not bad). */
export interface RowCondition {
  /** An aggregate; null: every row. */
  readonly looksAt: string | null;
  readonly bad: string;
}

type RowCheck = Extract<Check, { kind: 'not-null' | 'in-set' | 'pattern' | 'range' | 'length' }>;

export function isRowCheck(check: Check): check is RowCheck {
  return ['not-null', 'in-set', 'pattern', 'range', 'length'].includes(check.kind);
}

/**
 * The condition of a row check. Only `not-null` looks at rows whose value is absent; elsewhere an absent number makes the
 * condition NULL, and an empty text is let through by the condition itself: asking first whether it is there would cost
 * as much again.
 */
export function rowCondition(check: RowCheck, numeric: NumericColumns, params: Params): RowCondition {
  const column = checked(check.column);
  if (check.kind === 'not-null') return { looksAt: null, bad: absentUnmarked(column, numeric, check.allowMarked) };
  return { looksAt: countPresent(column, numeric), bad: badValue(check, column, numeric, params) };
}

function badValue(check: Exclude<RowCheck, { kind: 'not-null' }>, column: string, numeric: NumericColumns, p: Params) {
  const text = numeric.has(column) ? `toString(${column})` : column;
  switch (check.kind) {
    case 'in-set':
      return `${text} NOT IN ${p.of([...check.values, ''], 'Array(String)')}`;
    case 'pattern':
      return `NOT match(${text}, ${p.of(`^(?:${check.pattern})?$`, 'String')})`;
    case 'range':
      return numeric.has(column)
        ? `NOT ${between(column, check, p)}`
        : `notEmpty(${column}) AND NOT ifNull(${between(`toFloat64OrNull(${column})`, check, p)}, 0)`;
    case 'length':
      return `notEmpty(${text}) AND NOT ${between(`lengthUTF8(${text})`, check, p)}`;
  }
}

/** `x >= min AND x <= max`, of what is given. */
export function between(x: string, { min, max }: { min?: number; max?: number }, params: Params): string {
  const parts = [
    ...(min === undefined ? [] : [`${x} >= ${params.of(min, 'Float64')}`]),
    ...(max === undefined ? [] : [`${x} <= ${params.of(max, 'Float64')}`]),
  ];
  return parts.length === 0 ? '1' : `(${parts.join(' AND ')})`;
}

export function present(column: string, numeric: NumericColumns): string {
  return numeric.has(column) ? `isNotNull(${column})` : `notEmpty(${column})`;
}

export function countPresent(column: string, numeric: NumericColumns): string {
  return numeric.has(column) ? `count(${column})` : `countIf(notEmpty(${column}))`;
}

/** A missing figure that says why stands in `_marks` by the column's name. */
function absentUnmarked(column: string, numeric: NumericColumns, allowMarked = false): string {
  const absent = numeric.has(column) ? `isNull(${column})` : `empty(${column})`;
  if (!allowMarked) return absent;
  return `${absent} AND (empty(_marks) OR JSONExtractString(_marks, '${column}') IN ('', 'blank'))`;
}
