import type { Check } from '../contract.ts';
import { count, type Pass, type RuleCheck, type Scene } from './pass.ts';

type CustomRule = RuleCheck & { readonly check: Extract<Check, { kind: 'sql' }> };

/**
 * Bounds of a statement that a person wrote: it may read and nothing else, for ten seconds, in 1 GB. They stand in the
 * statement itself, since a word of the query must not keep them away.
 */
export const BOUNDS = `SETTINGS readonly = 1, max_execution_time = 10, timeout_overflow_mode = 'throw', max_memory_usage = 1000000000, max_rows_to_group_by = 20000000, group_by_overflow_mode = 'throw', output_format_json_quote_64bit_integers = 0`;

/** A query that a person wrote, over the one relation that it may name. `rules/guard-sql.ts` has let it through. */
export function customSql(query: string, { relation }: Pick<Scene, 'relation'>, select: string, limit = ''): string {
  return `WITH dataset AS (SELECT * FROM ${relation})\nSELECT ${select} FROM (\n${query}\n) ${limit}\n${BOUNDS}`;
}

export function customPass(rule: CustomRule, scene: Scene): Pass {
  return {
    group: 'sql',
    rules: [rule],
    sql: customSql(rule.check.query, scene, 'count()'),
    params: {},
    // Of how many rows is filled in from the scan.
    read: ([failed]) => ({
      rows: null,
      tallies: [{ ruleId: rule.id, checked: 0, failed: count(failed), measure: null }],
    }),
  };
}
