import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { openChdb } from './chdb.ts';
import { encodeRows, type OlapEngine } from './engine.ts';
import { serveFacade } from './facade.test-support.ts';
import { openClickhouse } from './server.ts';

const chdb = await openChdb(null);
const facade = await serveFacade(chdb);
const serverUrl = process.env.CLICKHOUSE_TEST_URL ?? facade.url;
const ENGINES: readonly [string, OlapEngine][] = [
  ['chdb', chdb],
  ['clickhouse', openClickhouse(serverUrl)],
];

after(async () => {
  await ENGINES[1]?.[1].close();
  await facade.close();
  await chdb.close();
});

for (const [name, engine] of ENGINES) {
  describe(`warehouse engine ${name}`, () => {
    before(async () => {
      await engine.command('CREATE DATABASE IF NOT EXISTS engine_test');
      await engine.command('DROP TABLE IF EXISTS engine_test.t');
      await engine.command(
        'CREATE TABLE engine_test.t (id UInt64, name String, value Nullable(Float64)) ENGINE = MergeTree ORDER BY id',
      );
    });

    it('keeps null apart from zero and 64-bit integers as numbers', async () => {
      const bytes = encodeRows([
        [1, '太原', null],
        [2, 'it\'s, "quoted"\n', 0],
        [9007199254740991, '', -1.5],
      ]);
      await engine.insert({
        table: 'engine_test.t',
        columns: ['id', 'name', 'value'],
        format: 'JSONCompactEachRow',
        bytes,
      });
      const rows = await engine.rows('SELECT id, name, value FROM engine_test.t ORDER BY id');
      assert.deepEqual(rows, [
        [1, '太原', null],
        [2, 'it\'s, "quoted"\n', 0],
        [9007199254740991, '', -1.5],
      ]);
    });

    it('binds parameters, so a hostile value is only a value', async () => {
      const hostile = "x' OR 1=1 --";
      const rows = await engine.rows('SELECT {v:String} AS v, {n:UInt8} + 1 AS n', { v: hostile, n: 2 });
      assert.deepEqual(rows, [[hostile, 3]]);
    });

    it('writes an answer to a file, anew each time', async () => {
      const path = join(tmpdir(), `answer-${process.pid}-${name}.csv`);
      const sql = 'SELECT {v:String} AS `名称 甲`, number FROM numbers({n:UInt8})';
      for (const n of [5, 2]) await engine.file(path, sql, 'CSVWithNames', { v: 'a,b', n });
      assert.equal(readFileSync(path, 'utf8'), '"名称 甲","number"\n"a,b",0\n"a,b",1\n');
      rmSync(path);
    });

    it('binds lists', async () => {
      const rows = await engine.rows('SELECT count() FROM engine_test.t WHERE name IN {names:Array(String)}', {
        names: ['太原', "a'b"],
      });
      assert.deepEqual(rows, [[1]]);
    });

    it('takes CSV bytes', async () => {
      const bytes = Buffer.from('5,"a,b",1.5\n6,c,\n');
      await engine.insert({ table: 'engine_test.t', columns: ['id', 'name', 'value'], format: 'CSV', bytes });
      assert.deepEqual(await engine.rows('SELECT name, value FROM engine_test.t WHERE id IN (5, 6) ORDER BY id'), [
        ['a,b', 1.5],
        ['c', null],
      ]);
    });

    it('fails with an error that names the cause', async () => {
      await assert.rejects(engine.rows('SELECT * FROM engine_test.absent'), /absent/);
    });
  });
}
