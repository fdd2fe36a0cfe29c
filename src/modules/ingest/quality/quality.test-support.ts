import type { Caller } from '#platform/testing.ts';
import type { Check, Rule, Severity } from './contract.ts';
import type { RuleCheck, Scene } from './olap/pass.ts';

/** Lay down a rule; the reply must be a rule. */
export async function layDown(
  call: Caller,
  resourceId: string,
  check: Check,
  severity: Severity = 'warn',
): Promise<Rule> {
  const url = `/api/quality/resources/${resourceId}/rules`;
  const reply = await call({ method: 'POST', url, payload: { severity, check } });
  if (reply.statusCode !== 200) throw new Error(`rule ${check.kind}: ${reply.statusCode} ${reply.body}`);
  return reply.json();
}

/** A scene over a relation of a test: measures m1, m2 hold numbers, all else text. */
export function sceneOver(relation: string, more: Partial<Scene> = {}): Scene {
  return {
    relation,
    numeric: new Set(['m1', 'm2', '_batch', '_row']),
    others: new Map(),
    partsOf: () => ['140100', '140200'],
    ageOfPeriod: (period) => (period === '2024' ? 330 : null),
    ageOfCommit: 2,
    ...more,
  };
}

/** Every kind of rule once. */
export const EVERY_RULE: readonly RuleCheck[] = (
  [
    { kind: 'not-null', column: 'd1' },
    { kind: 'not-null', column: 'm1', allowMarked: true },
    { kind: 'in-set', column: 'd1', values: ['煤炭', '电力'] },
    { kind: 'pattern', column: 'd2', pattern: '[A-Z]{2}[0-9]+' },
    { kind: 'range', column: 'm1', min: 0, max: 100 },
    { kind: 'length', column: 'd2', min: 3 },
    { kind: 'freshness', by: 'period', days: 400 },
    { kind: 'freshness', by: 'commit', days: 1 },
    { kind: 'row-count', min: 5 },
    { kind: 'aggregate', column: 'm1', of: 'sum', min: 100 },
    { kind: 'unique', columns: ['region', 'period', 'd1'] },
    { kind: 'unique', columns: ['d2'] },
    { kind: 'reference', column: 'd2', resourceId: '00000000-0000-7000-8000-000000000001', otherColumn: 'd1' },
    { kind: 'reconcile', column: 'm2', whole: '140000', by: ['d1'], tolerance: 0.01 },
    { kind: 'sql', query: "SELECT region, m1 FROM dataset WHERE m1 > 2 * m2 AND d1 IN ('煤炭')" },
  ] satisfies Check[]
).map((check, i) => ({ id: `rule-${i + 1}`, check }));
