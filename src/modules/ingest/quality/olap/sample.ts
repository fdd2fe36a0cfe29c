import type { OlapEngine } from '#platform/olap/engine.ts';
import { checked } from '../../olap/dataset.ts';
import type { Check, Sample } from '../contract.ts';
import { isRowCheck, Params, rowCondition } from './condition.ts';
import { customSql } from './custom.ts';
import { keyOf, referenceCondition } from './grouped.ts';
import type { Scene } from './pass.ts';
import { reconcileGroups } from './reconcile.ts';

/** Failing rows that go with a slip. */
const ROWS = 20;
/** What every sample of rows begins with. */
const PLACE = ['_batch', '_row', 'region_name', 'period'];

interface Question {
  readonly columns: readonly string[] | null;
  readonly sql: string;
  readonly params: Params;
}

/** The first rows (or groups) that break a rule; none for rules about the whole table. Names are the column names. */
export async function sampleOf(olap: OlapEngine, check: Check, scene: Scene): Promise<Sample> {
  const question = questionOf(check, scene);
  if (question === null) return { columns: [], rows: [] };
  const text = await olap.text(question.sql, 'JSONCompactEachRowWithNames', question.params.values);
  const [names = [], ...rows]: unknown[][] = JSON.parse(`[${text.trimEnd().replaceAll('\n', ',')}]`);
  const columns = (question.columns ?? names.map(String)).map((column) => ({ column, name: column }));
  return { columns, rows: rows.map((row) => row.map(cellOf)) };
}

function cellOf(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'number' || typeof value === 'boolean') return value;
  return typeof value === 'string' ? value.slice(0, 500) : JSON.stringify(value).slice(0, 500);
}

function questionOf(check: Check, scene: Scene): Question | null {
  const params = new Params();
  if (isRowCheck(check)) {
    return rowsWhere(scene, check.column, rowCondition(check, scene.numeric, params).bad, params);
  }
  if (check.kind === 'reference') {
    return rowsWhere(scene, check.column, referenceCondition(check, scene).bad, params);
  }
  if (check.kind === 'unique') return repeated(check, scene, params);
  if (check.kind === 'reconcile') return unequal(check, scene, params);
  if (check.kind === 'sql') return { columns: null, sql: customSql(check.query, scene, '*', `LIMIT ${ROWS}`), params };
  return null;
}

function rowsWhere({ relation }: Scene, column: string, where: string, params: Params): Question {
  const columns = [...new Set([...PLACE, checked(column)])];
  return { columns, sql: `SELECT ${columns.join(', ')} FROM ${relation} WHERE ${where} LIMIT ${ROWS}`, params };
}

function repeated({ columns }: Extract<Check, { kind: 'unique' }>, { relation, numeric }: Scene, params: Params) {
  const names = columns.map(checked);
  const sql = `SELECT ${names.map((name) => `any(${name})`).join(', ')}, count() AS times,
    arrayStringConcat(arraySort(groupUniqArray(5)(_row)), '、') FROM ${relation}
    GROUP BY ${keyOf(names, numeric)} HAVING times > 1 ORDER BY times DESC LIMIT ${ROWS}`;
  return { columns: [...names, '_times', '_row'], sql, params };
}

function unequal(check: Extract<Check, { kind: 'reconcile' }>, scene: Scene, params: Params): Question | null {
  const { by, sql, rules } = reconcileGroups([check], scene, params);
  const [rule] = rules;
  if (!rule) return null;
  return {
    columns: [...by, '_whole', '_parts', '_share'],
    sql: `SELECT ${by.join(', ')}, whole0, parts0, ${rule.share} AS share FROM (${sql})
      WHERE ${rule.complete} AND ${rule.bad} ORDER BY share DESC LIMIT ${ROWS}`,
    params,
  };
}
