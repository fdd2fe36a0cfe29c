import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { openChdb } from './chdb.ts';
import type { OlapEngine } from './engine.ts';
import { serveFacade } from './facade.test-support.ts';
import { openClickhouse } from './server.ts';
import { stageBytes } from './stage.ts';

const chdb = await openChdb(null);
await chdb.command('CREATE DATABASE IF NOT EXISTS staging');
const facade = await serveFacade(chdb);
const server = openClickhouse(facade.url);
const dir = await mkdtemp(join(tmpdir(), 'yiping-stage-'));
const ENGINES: readonly [string, OlapEngine][] = [
  ['chdb', chdb],
  ['clickhouse', server],
];

after(async () => {
  await server.close();
  await facade.close();
  await chdb.close();
  await rm(dir, { recursive: true, force: true });
});

const stage = (engine: OlapEngine, bytes: Buffer) =>
  stageBytes(engine, {
    database: 'staging',
    dir,
    columns: [
      ['name', 'String'],
      ['value', 'Nullable(Float64)'],
    ],
    format: 'CSV',
    bytes,
    settings: {},
  });

for (const [name, engine] of ENGINES) {
  describe(`staged bytes on ${name}`, () => {
    it('can be read twice, in order, and leave nothing behind', async () => {
      const lines = Array.from({ length: 50_000 }, (_, i) => `"n,${i}",${i % 7 === 0 ? '' : i}`);
      const staged = await stage(engine, Buffer.from(lines.join('\n')));
      const sql = `SELECT count(), max(abs(n - toInt64OrZero(substring(name, 3))))
        FROM (SELECT rowNumberInAllBlocks() AS n, name, value FROM ${staged.source}) WHERE value IS NOT NULL`;
      for (let i = 0; i < 2; i++) {
        assert.deepEqual(await engine.rows(sql, {}, staged.settings), [[42_857, 0]]);
      }
      await staged.drop();
      assert.deepEqual(await readdir(dir), []);
      assert.deepEqual(await engine.rows(`SELECT count() FROM system.tables WHERE database = 'staging'`), [[0]]);
    });

    it('refuses bytes that do not fit the columns', async () => {
      await assert.rejects(async () => {
        const staged = await stage(engine, Buffer.from('a,1\nb,x\n'));
        await engine.rows(`SELECT count(value) FROM ${staged.source}`, {}, staged.settings).finally(staged.drop);
      });
    });
  });
}
