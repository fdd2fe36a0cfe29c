import { checked } from '../../olap/dataset.ts';
import type { Check } from '../contract.ts';
import { countPresent, type NumericColumns, present, type RowCondition } from './condition.ts';
import { count, type Pass, type RuleCheck, type Scene } from './pass.ts';

export type Of<K extends Check['kind']> = RuleCheck & { readonly check: Extract<Check, { kind: K }> };

export function isOf<K extends Check['kind']>(rule: RuleCheck, kind: K): rule is Of<K> {
  return rule.check.kind === kind;
}

/**
 * All uniqueness rules in one scan; rows too many are those beyond the first of each key. Keys are counted by a hash of
 * 64 bits, at half the cost of the keys themselves: as many hashes as rows prove that no two keys are alike. Where there
 * are fewer, `exact` counts the keys, since two keys may share a hash.
 */
export function uniquePass(rules: readonly Of<'unique'>[], scene: Scene, exact = false): Pass {
  const keys = rules.map(({ check }) => {
    const key = keyOf(check.columns, scene.numeric);
    return exact ? `uniqExact(${key})` : `uniqExact(xxh3(${key}))`;
  });
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
    recount: (tallies) => {
      const doubtful = rules.filter(({ id }) => tallies.some(({ ruleId, failed }) => ruleId === id && failed > 0));
      return exact || doubtful.length === 0 ? null : uniquePass(doubtful, scene, true);
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
    const { looksAt, bad } = referenceCondition(check, scene);
    return [looksAt ?? 'count()', `countIf(${bad})`];
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

/** In a resource without data nothing is found. */
export function referenceCondition(check: Extract<Check, { kind: 'reference' }>, scene: Scene): RowCondition {
  const column = checked(check.column);
  const other = scene.others.get(check.resourceId);
  const looksAt = countPresent(column, scene.numeric);
  const applies = present(column, scene.numeric);
  if (!other) return { looksAt, bad: applies };
  const name = checked(check.otherColumn);
  const theirs = other.numeric.has(name) ? `toString(${name})` : name;
  const ours = scene.numeric.has(column) ? `toString(${column})` : column;
  const found = `${ours} IN (SELECT ${theirs} FROM ${other.relation} WHERE ${present(name, other.numeric)})`;
  return { looksAt, bad: `${applies} AND NOT (${found})` };
}
