import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { splitStatements } from '#platform/migrate.ts';
import { openChdb } from '#platform/olap/chdb.ts';
import type { OlapEngine } from '#platform/olap/engine.ts';
import { copySql } from './measure.ts';
import { explainRuns, type Fetch, readRuns, runsSql } from './read.ts';

const INDICATORS = 200;
const REGIONS = 102;
const MONTHS = 60;

let olap: OlapEngine;
before(async () => {
  olap = await openChdb(null);
  const migration = await readFile(
    join(import.meta.dirname, '..', 'migrations', 'olap', '0001-observation.sql'),
    'utf8',
  );
  for (const statement of splitStatements(migration)) await olap.command(statement);
  await olap.command(`INSERT INTO indicators.observation
SELECT concat('JJ', leftPad(toString(intDiv(number, ${REGIONS * MONTHS})), 3, '0')), toString(140000 + intDiv(number, ${MONTHS}) % ${REGIONS}),
  'CUM', formatDateTime(addMonths(toDate('2021-11-01'), number % ${MONTHS}), '%Y-%m'),
  number, NULL, '', 'final', toDateTime64('2026-11-20 00:00:00', 3, 'UTC'), 1, 0, 0
FROM numbers(${INDICATORS * REGIONS * MONTHS})`);
  await olap.command('OPTIMIZE TABLE indicators.observation FINAL');
});
after(() => olap.close());

const fetches: readonly Fetch[] = [
  { indicators: ['JJ007', 'JJ150'], regions: ['140000'], basis: 'CUM', periods: ['2026-09', '2026-10'] },
  { indicators: ['JJ007'], regions: ['140001', '140002'], basis: 'CUM', periods: ['2026-10'] },
];
const visible = { lastPublication: 9, hidden: [3], asOf: null };

describe('the one statement of a screen', () => {
  it('is this', () => {
    assert.equal(
      runsSql(2, visible),
      `SELECT indicator, region, basis, groupArray((period, value, growth, mark, stage, toUnixTimestamp64Milli(at), batch))
FROM (
  SELECT indicator, region, basis, period, value, growth, mark, stage, at, batch
  FROM indicators.observation
  WHERE indicator IN {i:Array(String)} AND region IN {r:Array(String)} AND period IN {p:Array(String)}
    AND batch <= {last:UInt64} AND batch NOT IN {hidden:Array(UInt64)}
    AND if((region IN {r0:Array(String)} AND period IN {p0:Array(String)} AND indicator IN {i0:Array(String)} AND basis = {b0:String})
      OR (region IN {r1:Array(String)} AND period IN {p1:Array(String)} AND indicator IN {i1:Array(String)} AND basis = {b1:String}), 1, 0)
  ORDER BY indicator, region, basis, period, isNull(value), isNull(value) AND isNull(growth), at DESC, batch DESC, value DESC
  LIMIT 1 BY indicator, region, basis, period, isNull(value)
)
GROUP BY indicator, region, basis`,
    );
  });

  it('reads what was asked and nothing else', async () => {
    const runs = await readRuns(olap, fetches, visible);
    const points = runs.flatMap(([indicator, region, , list]) =>
      list.map(([period]) => `${indicator} ${region} ${period}`),
    );
    assert.deepEqual(points.toSorted(), [
      'JJ007 140000 2026-09',
      'JJ007 140000 2026-10',
      'JJ007 140001 2026-10',
      'JJ007 140002 2026-10',
      'JJ150 140000 2026-09',
      'JJ150 140000 2026-10',
    ]);
    assert.deepEqual(await readRuns(olap, fetches, { ...visible, hidden: [1] }), []);
    assert.deepEqual(await readRuns(olap, fetches, { ...visible, lastPublication: 0 }), []);
    assert.deepEqual(await readRuns(olap, fetches, { ...visible, asOf: new Date('2026-11-19T00:00:00Z') }), []);
  });

  it('lets the primary key skip all granules but a few', async () => {
    const plan = await explainRuns(olap, fetches, visible);
    const [, read = '', all = ''] = /PrimaryKey[\s\S]*?Granules: (\d+)\/(\d+)/.exec(plan) ?? [];
    assert.ok(Number(all) > 500, `only ${all} granules`);
    assert.ok(Number(read) <= 6, `${read} of ${all} granules are read`);
  });
});

describe('the copy of a measure', () => {
  const copy = {
    table: `ingest.ds_${'0'.repeat(32)}`,
    measure: 'm2',
    sourceBatches: [4],
    role: 'value',
    filter: { d1: '合计' },
    numerator: '1',
    denominator: '10000',
  } as const;

  it('takes no name that is none', () => {
    assert.match(
      copySql(copy),
      /FROM ingest\.ds_0{32}\nWHERE _batch IN \{batches:Array\(UInt64\)\} AND region != '' AND toString\(d1\) = \{d1:String\}/,
    );
    assert.throws(() => copySql({ ...copy, table: 'ingest.ds_x; DROP TABLE y' }), RangeError);
    assert.throws(() => copySql({ ...copy, measure: 'm1, 1' }), RangeError);
    assert.throws(() => copySql({ ...copy, filter: { "d1') OR 1": 'x' } }), RangeError);
    assert.throws(() => copySql({ ...copy, denominator: '1) OR (1' }), RangeError);
  });
});
