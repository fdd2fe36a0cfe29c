import { checked } from '../../olap/dataset.ts';
import type { Check } from '../contract.ts';
import { type NumericColumns, Params, present } from './condition.ts';
import { count, figure, type Pass, type RuleCheck, type Scene } from './pass.ts';

type Of<K extends Check['kind']> = RuleCheck & { readonly check: Extract<Check, { kind: K }> };

export function isOf<K extends Check['kind']>(rule: RuleCheck, kind: K): rule is Of<K> {
  return rule.check.kind === kind;
}

/** All uniqueness rules in one scan. Counted exactly; rows too many are those beyond the first of each key. */
export function uniquePass(rules: readonly Of<'unique'>[], scene: Scene): Pass {
  const keys = rules.map(({ check }) => `uniqExact(${keyOf(check.columns, scene.numeric)})`);
  return {
    group: 'unique',
    rules,
    sql: `SELECT count(),\n  ${keys.join(',\n  ')}\nFROM ${scene.relation}`,
    params: {},
    read: (row) => {
      const rows = count(row[0]);
      const tallies = rules.map(({ id }, i) => {
        return { ruleId: id, checked: rows, failed: rows - count(row[i + 1]), measure: null };
      });
      return { rows, tallies };
    },
  };
}

/** Rows without a value are alike in being without one. */
export function keyOf(columns: readonly string[], numeric: NumericColumns): string {
  const parts = columns.map(checked).map((name) => (numeric.has(name) ? `ifNull(toString(${name}), '')` : name));
  return parts.join(', ');
}

/** All referential rules in one scan; the other resources' values are read into sets before it. */
export function referencePass(rules: readonly Of<'reference'>[], scene: Scene): Pass {
  const select = rules.flatMap(({ check }) => {
    const { applies, good } = referenceCondition(check, scene);
    return [`countIf(${applies})`, `countIf(${applies} AND NOT ${good})`];
  });
  return {
    group: 'reference',
    rules,
    sql: `SELECT ${select.join(',\n  ')}\nFROM ${scene.relation}`,
    params: {},
    read: (row) => ({
      rows: null,
      tallies: rules.map(({ id }, i) => {
        return { ruleId: id, checked: count(row[2 * i]), failed: count(row[2 * i + 1]), measure: null };
      }),
    }),
  };
}

export function referenceCondition(check: Extract<Check, { kind: 'reference' }>, scene: Scene) {
  const column = checked(check.column);
  const other = scene.others.get(check.resourceId);
  const applies = present(column, scene.numeric);
  if (!other) return { applies, good: '0' };
  const name = checked(check.otherColumn);
  const theirs = other.numeric.has(name) ? `toString(${name})` : name;
  const ours = scene.numeric.has(column) ? `toString(${column})` : column;
  return {
    applies,
    good: `(${ours} IN (SELECT ${theirs} FROM ${other.relation} WHERE ${present(name, other.numeric)}))`,
  };
}

/** R16, one statement a rule: sums of whole and parts by period, and how many groups differ by more than the tolerance. */
export function reconcilePass(rule: Of<'reconcile'>, scene: Scene): Pass {
  const params = new Params();
  const groups = reconcileGroups(rule.check, scene, params);
  const sql = `SELECT count(), countIf(${groups.bad}), max(${groups.share})\nFROM (${groups.sql})`;
  return {
    group: 'reconcile',
    rules: [rule],
    sql,
    params: params.values,
    read: ([groupCount, failed, worst]) => ({
      rows: null,
      tallies: [{ ruleId: rule.id, checked: count(groupCount), failed: count(failed), measure: figure(worst) }],
    }),
  };
}

/** Groups that can be compared: the whole is there and no part is missing. Of several batches the newest figure counts. */
export function reconcileGroups(check: Extract<Check, { kind: 'reconcile' }>, scene: Scene, params: Params) {
  const by = ['period', ...(check.by ?? []).map(checked)];
  const parts = [...scene.partsOf(check.whole), ...(check.zones ?? [])];
  const other = check.parts ? scene.others.get(check.parts.resourceId) : undefined;
  const theirs = check.parts ? (other?.relation ?? `(SELECT * FROM ${scene.relation} WHERE 0)`) : scene.relation;
  const figures = (relation: string, column: string, regions: string) =>
    `SELECT ${by.join(', ')}, region AS place, argMax(${checked(column)}, (_batch, _row)) AS v FROM ${relation}
     WHERE region IN ${regions} AND isNotNull(${checked(column)}) GROUP BY ${by.join(', ')}, region`;
  const whole = figures(scene.relation, check.column, params.of([check.whole], 'Array(String)'));
  const part = figures(theirs, check.parts?.column ?? check.column, params.of(parts, 'Array(String)'));
  const sql = `SELECT ${by.join(', ')}, sumIf(v, side = 0) AS whole, sumIf(v, side = 1) AS parts
   FROM (SELECT *, 0 AS side FROM (${whole}) UNION ALL SELECT *, 1 AS side FROM (${part}))
   GROUP BY ${by.join(', ')} HAVING countIf(side = 0) > 0 AND countIf(side = 1) = ${parts.length}`;
  const tolerance = params.of(check.tolerance, 'Float64');
  return {
    sql,
    by,
    bad: `abs(whole - parts) > ${tolerance} * abs(whole) + 1e-9 * abs(whole)`,
    share: 'if(whole = 0, NULL, abs(whole - parts) / abs(whole))',
  };
}
