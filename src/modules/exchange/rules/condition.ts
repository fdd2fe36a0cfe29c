import { isNumeric, type ShareItem } from './item.ts';
import type { Params } from './params.ts';

export const OPERATORS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'between', 'starts', 'missing', 'present'] as const;
export type Operator = (typeof OPERATORS)[number];

/** One condition on rows; several hold together. The column is an item of the resource, granted or not. */
export interface Condition {
  readonly column: string;
  readonly operator: Operator;
  readonly values: readonly (string | number)[];
}

/** How many values an operator takes, least and most. */
const ARITY: Readonly<Record<Operator, readonly [least: number, most: number]>> = {
  eq: [1, 1],
  ne: [1, 1],
  lt: [1, 1],
  le: [1, 1],
  gt: [1, 1],
  ge: [1, 1],
  in: [1, 200],
  between: [2, 2],
  starts: [1, 1],
  missing: [0, 0],
  present: [0, 0],
};

/** What is wrong with a condition, in a sentence for whoever wrote it; null when nothing is. */
export function faultOf(condition: Condition, items: readonly ShareItem[]): string | null {
  const item = items.find(({ columnName }) => columnName === condition.column);
  if (!item) return `没有“${condition.column}”这个信息项`;
  const [least, most] = ARITY[condition.operator];
  const { length } = condition.values;
  if (length < least || length > most)
    return `“${item.name}”的条件须有 ${least === most ? least : `${least}–${most}`} 个值`;
  if (condition.operator === 'starts' && isNumeric(item)) return `“${item.name}”是数值，不能按开头筛选`;
  const fits = (value: string | number) => (isNumeric(item) ? Number.isFinite(value) : typeof value === 'string');
  if (!condition.values.every(fits)) return `“${item.name}”的条件值应是${isNumeric(item) ? '数值' : '文字'}`;
  return null;
}

/** A condition as warehouse SQL; values go as parameters, the column's name has been an item's name. */
export function conditionSql(
  { column, operator, values }: Condition,
  item: ShareItem,
  index: number,
): { sql: string; params: Params } {
  const type = isNumeric(item) ? 'Float64' : 'String';
  const left = isNumeric(item) ? column : `toString(${column})`;
  const name = (n: number) => `f${index}_${n}`;
  const at = (n: number) => `{${name(n)}:${type}}`;
  if (operator === 'missing') return { sql: missing(left, item), params: {} };
  if (operator === 'present') return { sql: `NOT ${missing(left, item)}`, params: {} };
  if (operator === 'in') return { sql: `${left} IN {${name(0)}:Array(${type})}`, params: { [name(0)]: values } };
  const params = Object.fromEntries(values.map((value, n) => [name(n), value]));
  if (operator === 'between') return { sql: `${left} BETWEEN ${at(0)} AND ${at(1)}`, params };
  if (operator === 'starts') return { sql: `startsWith(${left}, ${at(0)})`, params };
  return { sql: `${left} ${SIGNS[operator]} ${at(0)}`, params };
}

const SIGNS = { eq: '=', ne: '!=', lt: '<', le: '<=', gt: '>', ge: '>=' } as const;

const missing = (left: string, item: ShareItem): string =>
  isNumeric(item) ? `isNull(${left})` : `(${left} = '' OR isNull(${left}))`;
