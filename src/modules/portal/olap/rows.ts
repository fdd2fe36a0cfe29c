import type { OlapEngine, OlapParams } from '#platform/olap/engine.ts';
import type { Field } from '../contract.ts';
import { columnOf } from './snapshot.ts';

export type Cell = string | number | null;

/** A condition on a field: one of these values. */
export interface Condition {
  readonly index: number;
  readonly type: Field['type'];
  readonly values: readonly (string | number)[];
}

export interface RowsQuestion {
  readonly table: string;
  /** Positions of the fields asked for, in order. */
  readonly columns: readonly number[];
  readonly conditions: readonly Condition[];
  /** Text that must stand somewhere in the text fields; null: any. */
  readonly text: { readonly words: string; readonly columns: readonly number[] } | null;
  readonly sort: readonly { readonly index: number; readonly descending: boolean }[];
  readonly limit: number;
  readonly offset: number;
}

/** Rows of a release with their numbers, and how many there are of this kind. */
export async function readRows(
  olap: OlapEngine,
  question: RowsQuestion,
): Promise<{ total: number; ids: number[]; rows: Cell[][] }> {
  const { table, columns, sort, limit, offset } = question;
  const { sql: where, params } = whereOf(question);
  const order = sort.map(({ index, descending }) => `${columnOf(index)} ${descending ? 'DESC' : 'ASC'}`);
  const list = ['_id', ...columns.map(columnOf)].join(', ');
  const [counted, rows] = await Promise.all([
    olap.rows(`SELECT count() FROM ${table}${where}`, params),
    olap.rows(
      `SELECT ${list} FROM ${table}${where} ORDER BY ${[...order, '_id'].join(', ')}
       LIMIT {limit:UInt32} OFFSET {offset:UInt64}`,
      { ...params, limit, offset },
    ),
  ]);
  return {
    total: Number(counted[0]?.[0] ?? 0),
    ids: rows.map(([id]) => Number(id)),
    rows: rows.map(([, ...row]) => row.map(cellOf)),
  };
}

/** Groups of a release with one aggregate; groups of fewer than k rows are counted, not shown. */
export async function aggregateRows(
  olap: OlapEngine,
  question: {
    table: string;
    groups: readonly number[];
    measure: number | null;
    aggregate: 'count' | 'sum' | 'mean' | 'min' | 'max';
    conditions: readonly Condition[];
    k: number;
    limit: number;
  },
): Promise<{ rows: Cell[][]; withheld: number }> {
  const { table, groups, measure, aggregate, k, limit } = question;
  const { sql: where, params } = whereOf({ conditions: question.conditions, text: null });
  const value = measure === null ? 'toFloat64(count())' : `${FUNCTIONS[aggregate]}(${columnOf(measure)})`;
  const columns = groups.map(columnOf);
  const by = columns.length === 0 ? '' : ` GROUP BY ${columns.join(', ')}`;
  const inner = `SELECT ${[...columns, `${value} AS value`, 'count() AS n'].join(', ')} FROM ${table}${where}${by}`;
  const [rows, held] = await Promise.all([
    olap.rows(
      `SELECT * EXCEPT (n) FROM (${inner}) WHERE n >= {k:UInt32}
       ORDER BY ${[...columns, 'value'].join(', ')} LIMIT {limit:UInt32}`,
      { ...params, k, limit },
    ),
    olap.rows(`SELECT countIf(n > 0 AND n < {k:UInt32}) FROM (${inner})`, { ...params, k }),
  ]);
  return { rows: rows.map((row) => row.map(cellOf)), withheld: Number(held[0]?.[0] ?? 0) };
}

const FUNCTIONS = { count: 'count', sum: 'sum', mean: 'avg', min: 'min', max: 'max' } as const;

function whereOf({ conditions, text }: Pick<RowsQuestion, 'conditions' | 'text'>): { sql: string; params: OlapParams } {
  const params: Record<string, string | readonly (string | number)[]> = {};
  const parts = conditions.map(({ index, type, values }, i) => {
    params[`c${i}`] = values;
    return `${columnOf(index)} IN {c${i}:Array(${type === 'number' ? 'Float64' : 'String'})}`;
  });
  if (text !== null && text.columns.length > 0) {
    params.words = text.words;
    const places = text.columns.map((i) => `positionCaseInsensitiveUTF8(${columnOf(i)}, {words:String}) > 0`);
    parts.push(`(${places.join(' OR ')})`);
  } else if (text !== null) parts.push('0');
  return { sql: parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`, params };
}

function cellOf(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' ? value : String(value);
}

/** A point of a drawing. */
export interface Point {
  readonly label: string;
  readonly value: number | null;
}

/**
 * Points of a first drawing: a line is of the value that most rows have in the held field. Labels with several rows
 * differ in some other field; adding them up could be wrong, so they are left out.
 */
export async function chartRows(
  olap: OlapEngine,
  table: string,
  plan: { kind: 'line' | 'bar'; category: number; measure: number; held: number | null },
): Promise<{ held: string | null; points: Point[] }> {
  const [category, measure] = [columnOf(plan.category), columnOf(plan.measure)];
  const held = plan.held === null ? null : await mostCommon(olap, table, columnOf(plan.held), measure);
  const where = plan.held === null ? '' : ` WHERE ${columnOf(plan.held)} = {held:String}`;
  const rows = await olap.rows(
    `SELECT ${category} AS label, any(${measure}) AS value FROM ${table}${where}
     GROUP BY label HAVING label != '' AND count() = 1
     ORDER BY ${plan.kind === 'line' ? 'label DESC LIMIT 60' : 'value DESC LIMIT 20'}`,
    held === null ? {} : { held },
  );
  const points = rows.map(pointOf);
  return { held, points: plan.kind === 'line' ? points.reverse() : points };
}

/** How many rows there are of each value of a field, the most frequent first. */
export async function countRowsBy(olap: OlapEngine, table: string, category: number): Promise<Point[]> {
  const column = columnOf(category);
  const rows = await olap.rows(
    `SELECT ${column} AS label, count() AS value FROM ${table} GROUP BY label HAVING label != ''
     ORDER BY value DESC, label LIMIT 20`,
  );
  return rows.map(pointOf);
}

function pointOf([label, value]: readonly unknown[]): Point {
  return { label: String(label), value: value === null ? null : Number(value) };
}

async function mostCommon(olap: OlapEngine, table: string, column: string, measure: string): Promise<string> {
  const [row] = await olap.rows(
    `SELECT ${column} FROM ${table} GROUP BY ${column} ORDER BY count(${measure}) DESC, min(_id) LIMIT 1`,
  );
  return String(row?.[0] ?? '');
}
