import type { Check } from '../../src/modules/ingest/quality/contract.ts';
import type { RuleCheck, Scene } from '../../src/modules/ingest/quality/olap/pass.ts';

const CODES = '00000000-0000-7000-8000-000000000001';
const notNull = (column: string): Check => ({ kind: 'not-null', column });
const range = (column: string, min: number, max: number): Check => ({ kind: 'range', column, min, max });

/** Thirty rules of every kind, all of which hold. */
const CHECKS: readonly Check[] = [
  ...['region', 'period', 'd1', 'd2', 'd3', 'm1', 'm2'].map(notNull),
  { kind: 'not-null', column: 'm6', allowMarked: true },
  range('m1', 0, 15_000),
  range('m2', 0, 15_000),
  range('m3', 0, 100),
  range('m4', 0, 100),
  range('m5', 1, 550),
  { kind: 'in-set', column: 'd1', values: ['煤炭', '电力', '冶金', '化工', '装备'] },
  { kind: 'in-set', column: 'period', values: Array.from({ length: 108 }, (_, i) => monthOf(i)) },
  { kind: 'pattern', column: 'd2', pattern: '91140[0-9]{13}' },
  { kind: 'pattern', column: 'd3', pattern: 'QY[0-9]+' },
  { kind: 'length', column: 'd2', min: 18, max: 18 },
  { kind: 'length', column: 'd4', min: 1, max: 20 },
  { kind: 'freshness', by: 'period', days: 36_500 },
  { kind: 'row-count', min: 1 },
  { kind: 'aggregate', column: 'm1', of: 'sum', min: 1 },
  { kind: 'aggregate', column: 'm3', of: 'mean', min: 0, max: 100 },
  { kind: 'aggregate', column: 'm5', of: 'max', max: 550 },
  { kind: 'unique', columns: ['d2'] },
  { kind: 'reference', column: 'd3', resourceId: CODES, otherColumn: 'd1' },
  { kind: 'reconcile', column: 'm5', whole: '140000', tolerance: 0.01 },
  { kind: 'reconcile', column: 'm6', whole: '140000', tolerance: 0.01 },
  { kind: 'sql', query: 'SELECT region FROM dataset WHERE m3 > 100 AND m4 > 100' },
  { kind: 'sql', query: "SELECT d2 FROM dataset WHERE d1 = '煤炭' AND m1 < 0" },
];

function monthOf(i: number): string {
  return `${2016 + Math.floor(i / 12)}-${String(1 + (i % 12)).padStart(2, '0')}`;
}

export const RULES: readonly RuleCheck[] = CHECKS.map((check, i) => ({ id: `rule-${i + 1}`, check }));

const BATCH = 'WHERE _batch IN (1)';

export const SCENE: Scene = {
  relation: `(SELECT * FROM ingest.ds_bench ${BATCH})`,
  numeric: new Set(['m1', 'm2', 'm3', 'm4', 'm5', 'm6', '_batch', '_row']),
  others: new Map([[CODES, { relation: `(SELECT * FROM ingest.ds_codes ${BATCH})`, numeric: new Set<string>() }]]),
  partsOf: () => Array.from({ length: 11 }, (_, i) => String(140_100 + 100 * i)),
  ageOfPeriod: () => 30,
  ageOfCommit: 0,
};
