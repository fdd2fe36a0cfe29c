import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openChdb } from '#platform/olap/chdb.ts';
import { encodeRows, type OlapEngine } from '#platform/olap/engine.ts';
import { EVERY_RULE, sceneOver } from '../quality.test-support.ts';
import { compile } from './compile.ts';
import type { RuleCheck, Tally } from './pass.ts';
import { examine } from './run.ts';
import { sampleOf } from './sample.ts';

const SNAPSHOT = join(import.meta.dirname, 'compile.snapshot.sql');
const OTHERS = new Map([
  ['00000000-0000-7000-8000-000000000001', { relation: '(SELECT * FROM codes)', numeric: new Set<string>() }],
]);
const SCENE = sceneOver('(SELECT * FROM facts)', { others: OTHERS });
const quiet = { warn: () => {} };

const format = 'JSONCompactEachRow';
const FACTS = [
  [1, 1, '140000', '山西省', '2024', '', 10, 30, '煤炭', 'AB1'],
  [1, 2, '140100', '太原市', '2024', '', 120, 10, '煤炭', 'AB2'],
  [1, 3, '140200', '大同市', '2024', '', -1, 20, '煤炭', 'ab3'],
  [1, 4, '140000', '山西省', '2024', '{"m1":"停产"}', null, 50, '电力', 'AB1'],
  [1, 5, '140100', '太原市', '2024', '', null, 10, '电力', ''],
  [1, 6, '140200', '大同市', '2024', '', 7, 20, '电力', 'AB'],
  [1, 7, '140200', '大同市', '2024', '', 7, 20, '电力', 'AB'],
  [1, 8, '140200', '大同市', '2024', '', 1, 1, '', 'AB9'],
];

let olap: OlapEngine;
before(async () => {
  olap = await openChdb(null);
  await olap.command('CREATE DATABASE IF NOT EXISTS default');
  await olap.command(`CREATE TABLE facts (_batch UInt64, _row UInt32, region String, region_name String, period String,
    _marks String, m1 Nullable(Float64), m2 Nullable(Float64), d1 String, d2 String) ENGINE = Memory`);
  await olap.command('CREATE TABLE codes (d1 String) ENGINE = Memory');
  await olap.insert({ table: 'codes', columns: ['d1'], format, bytes: encodeRows([['AB1'], ['AB2']]) });
  const columns = ['_batch', '_row', 'region', 'region_name', 'period', '_marks', 'm1', 'm2', 'd1', 'd2'];
  await olap.insert({ table: 'facts', columns, format, bytes: encodeRows(FACTS) });
});
after(() => olap.close());

test('the statements are those that were reviewed', () => {
  const text = compile(EVERY_RULE, SCENE)
    .map(
      ({ group, rules, sql, params }) =>
        `-- ${group}: ${rules.map(({ id }) => id).join(' ')}\n${sql};\n-- ${JSON.stringify(params)}\n`,
    )
    .join('\n');
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(SNAPSHOT, text);
  assert.equal(text, readFileSync(SNAPSHOT, 'utf8'), 'run with UPDATE_SNAPSHOTS=1 and review the difference');
});

test('fifteen rules of every kind take five statements, and one to recount repeated keys, and find what is wrong', async () => {
  const found = await examine({ olap, log: quiet }, EVERY_RULE, SCENE);
  assert.deepEqual([found.rows, found.passes, found.failed], [8, 6, []]);
  const by = (id: number): Omit<Tally, 'ruleId'> => {
    const tally = found.tallies.find(({ ruleId }) => ruleId === `rule-${id}`);
    assert.ok(tally, `rule ${id}`);
    const { ruleId: _, ...rest } = tally;
    return rest;
  };
  assert.deepEqual(by(1), { checked: 8, failed: 1, measure: null }, 'not null');
  assert.deepEqual(by(2), { checked: 8, failed: 1, measure: null }, 'a marked gap counts as reported');
  assert.deepEqual(by(3), { checked: 7, failed: 0, measure: null }, 'in set');
  assert.deepEqual(by(4), { checked: 7, failed: 3, measure: null }, 'pattern');
  assert.deepEqual(by(5), { checked: 6, failed: 2, measure: null }, 'range');
  assert.deepEqual(by(6), { checked: 7, failed: 2, measure: null }, 'length');
  assert.deepEqual(by(7), { checked: 1, failed: 0, measure: 330 }, 'freshness of the period');
  assert.deepEqual(by(8), { checked: 1, failed: 1, measure: 2 }, 'freshness of the batch');
  assert.deepEqual(by(9), { checked: 1, failed: 0, measure: 8 }, 'rows');
  assert.deepEqual(by(10), { checked: 1, failed: 0, measure: 144 }, 'sum');
  assert.deepEqual(by(11), { checked: 8, failed: 1, measure: null }, 'unique by three columns');
  assert.deepEqual(by(12), { checked: 8, failed: 2, measure: null }, 'unique by one');
  assert.deepEqual(by(13), { checked: 7, failed: 4, measure: null }, 'reference');
  assert.deepEqual(by(14), { checked: 2, failed: 1, measure: 0.4 }, '煤炭 30 = 10 + 20; 电力 50 ≠ 10 + 20');
  assert.deepEqual(by(15), { checked: 8, failed: 1, measure: null }, 'own query');
});

test('a sample shows the failing rows of each rule that has any', async () => {
  const sizes = [];
  for (const { check } of EVERY_RULE) sizes.push((await sampleOf(olap, check, SCENE)).rows.length);
  assert.deepEqual(sizes, [1, 1, 0, 3, 2, 2, 0, 0, 0, 0, 1, 2, 4, 1, 1]);
  const reconcile = EVERY_RULE[13];
  assert.ok(reconcile);
  const { columns, rows } = await sampleOf(olap, reconcile.check, SCENE);
  assert.deepEqual(
    [columns.map(({ column }) => column), rows],
    [['period', 'd1', '_whole', '_parts', '_share'], [['2024', '电力', 50, 30, 0.4]]],
  );
});

test('a rule that the engine refuses does not take the others with it', async () => {
  const rules = [
    ...EVERY_RULE.slice(0, 3),
    { id: 'bad', check: { kind: 'pattern', column: 'd1', pattern: '(' } } as const,
  ];
  const found = await examine({ olap, log: quiet }, rules, SCENE);
  assert.deepEqual(found.failed, ['bad']);
  assert.equal(found.tallies.length, 3);
  assert.equal(found.rows, 8);
});

test('a reconciliation leaves out what is not complete: a missing city is no zero', async () => {
  const rule: RuleCheck = {
    id: 'r',
    check: { kind: 'reconcile', column: 'm1', whole: '140000', by: ['d1'], tolerance: 0.01 },
  };
  const { tallies } = await examine({ olap, log: quiet }, [rule], SCENE);
  assert.deepEqual(tallies, [{ ruleId: 'r', checked: 1, failed: 1, measure: 10.9 }]);
});

test('the engine’s own bounds hold a query that has come past the guard', async () => {
  const hoard = 'SELECT 1 FROM (SELECT groupArray(number) AS g FROM numbers(1000000000)) WHERE length(g) > 0';
  for (const query of [hoard, 'INSERT INTO facts SELECT * FROM dataset']) {
    const rule = { id: 'q', check: { kind: 'sql', query } } as const;
    const { failed } = await examine({ olap, log: quiet }, [rule], SCENE);
    assert.deepEqual(failed, ['q'], query);
  }
});
