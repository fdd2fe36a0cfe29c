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

/** A check of single rows: which rows it looks at, and what makes one of them good. */
export interface RowCondition {
  readonly applies: string;
  readonly good: string;
}

type RowCheck = Extract<Check, { kind: 'not-null' | 'in-set' | 'pattern' | 'range' | 'length' }>;

export function isRowCheck(check: Check): check is RowCheck {
  return ['not-null', 'in-set', 'pattern', 'range', 'length'].includes(check.kind);
}

/** The condition of a row check. Only `not-null` looks at rows whose value is absent. */
export function rowCondition(check: RowCheck, numeric: NumericColumns, params: Params): RowCondition {
  const column = checked(check.column);
  const there = present(column, numeric);
  if (check.kind === 'not-null')
    return { applies: '1', good: check.allowMarked ? `(${there} OR ${marked(column)})` : there };
  return { applies: there, good: goodValue(check, column, numeric, params) };
}

function goodValue(check: Exclude<RowCheck, { kind: 'not-null' }>, column: string, numeric: NumericColumns, p: Params) {
  const text = numeric.has(column) ? `toString(${column})` : column;
  const number = numeric.has(column) ? column : `toFloat64OrNull(${column})`;
  switch (check.kind) {
    case 'in-set':
      return `${text} IN ${p.of(check.values, 'Array(String)')}`;
    case 'pattern':
      return `match(${text}, ${p.of(`^(?:${check.pattern})$`, 'String')})`;
    case 'range':
      return `ifNull(${between(number, check, p)}, 0)`;
    case 'length':
      return between(`lengthUTF8(${text})`, check, p);
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
  return numeric.has(column) ? `isNotNull(${column})` : `${column} != ''`;
}

/** A missing figure that says why: its mark stands in `_marks` by the column's name. */
function marked(column: string): string {
  return `JSONExtractString(_marks, '${column}') NOT IN ('', 'blank')`;
}
