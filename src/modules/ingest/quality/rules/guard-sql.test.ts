import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { refusalOfSql } from './guard-sql.ts';

const COLUMNS = new Set(['_batch', '_row', 'region', 'region_name', 'period', 'm1', 'm2', 'd1']);
const refusal = (query: string) => refusalOfSql(query, COLUMNS);

test('honest queries pass', () => {
  for (const query of [
    'SELECT * FROM dataset WHERE m1 < 0',
    "select region_name, period, m1 from dataset where d1 in ('煤炭', '电力') and m1 not in (1, 2) order by m1 desc limit 10",
    'SELECT region, sum(m1) AS total FROM dataset GROUP BY region HAVING total > 100',
    'SELECT a.region FROM dataset AS a LEFT JOIN dataset AS b ON a.region = b.region AND a.period = b.period WHERE b.m1 > a.m1',
    'WITH sums AS (SELECT region, sum(m1) AS s FROM dataset GROUP BY region), means AS (SELECT avg(s) AS m FROM sums) SELECT region FROM sums WHERE s > 3 * (SELECT m FROM means)',
    'SELECT * FROM (SELECT *, lagInFrame(m1) OVER (PARTITION BY region ORDER BY period) AS last FROM dataset) WHERE m1 = last AND m1 > 0',
    'SELECT CASE WHEN m1 > 0 THEN 1 ELSE 0 END AS flag FROM dataset WHERE m1 BETWEEN 1 AND 2',
    "SELECT 'settings; drop table x' AS words FROM dataset",
  ])
    assert.equal(refusal(query), null, query);
});

test('whatever reaches beyond the dataset is refused', () => {
  for (const query of [
    'SELECT * FROM system.users',
    'SELECT * FROM dataset, system.users',
    'SELECT * FROM dataset JOIN ingest.quarantine_rest AS q ON 1 = 1',
    "SELECT * FROM file('/etc/passwd')",
    "SELECT * FROM dataset WHERE d1 IN (SELECT line FROM file('/etc/passwd'))",
    "SELECT * FROM url('http://10.0.0.1/', CSV, 'x String')",
    "SELECT file('/etc/passwd') FROM dataset",
    "SELECT dictGet('d', 'x', 1) FROM dataset",
    'SELECT * FROM dataset WHERE region IN system.users',
    'SELECT 1 AS system, 2 AS users FROM dataset WHERE in(m1, system.users)',
    'SELECT x.users FROM (SELECT * FROM dataset) AS x',
    'SELECT 1 FROM dataset AS system',
    'SELECT 1 FROM dataset WHERE region IN dataset2',
    'SELECT * FROM dataset UNION ALL SELECT * FROM numbers(10)',
    'SELECT * FROM dataset; DROP TABLE ingest.file',
    'SELECT * FROM dataset SETTINGS readonly = 0',
    "SELECT * FROM dataset INTO OUTFILE '/tmp/x'",
    'SELECT * FROM dataset FORMAT Null',
    'SELECT * FROM dataset -- comment',
    'SELECT * FROM dataset /* comment */',
    'SELECT `m1` FROM dataset',
    'SELECT "m1" FROM dataset',
    'SELECT {p:String} FROM dataset',
    'SELECT sleep(3) FROM dataset',
    "SELECT getSetting('readonly'), hostName() FROM dataset",
    'INSERT INTO dataset SELECT 1',
    'SELECT 1',
    'EXPLAIN SELECT * FROM dataset',
    'SELECT m9 FROM dataset',
    'SELECT * FROM d AS dataset',
    'WITH dataset2 AS (SELECT * FROM system.one) SELECT * FROM dataset2 JOIN dataset ON 1 = 1',
    'SELECT arrayJoin([1,2]) FROM dataset',
    '',
  ])
    assert.notEqual(refusal(query), null, query);
});

test('no text makes it throw, and nothing that names another table passes', () => {
  const word = fc.constantFrom(
    'SELECT',
    '*',
    'FROM',
    'dataset',
    'system.tables',
    'JOIN',
    'IN',
    '(',
    ')',
    ',',
    'm1',
    'AS',
    'a',
    '.',
    'WHERE',
    "'x'",
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const query = words.join(' ');
      if (refusal(query) === null) assert.doesNotMatch(query, /system/);
    }),
    { numRuns: 5000 },
  );
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void refusal(text)));
});
