import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Kysely, sql } from 'kysely';
import type { PgEngine } from './engine.ts';
import { openPglite } from './pglite.ts';
import { openPostgres } from './server.ts';

interface Tables {
  'engine_test.note': { id: number; text: string; day: string };
}

const SERVER = 'postgres://postgres@127.0.0.1:5432/test';

async function isServerThere(): Promise<boolean> {
  const engine = openPostgres(SERVER, 1);
  const answer = await engine.script('select 1').then(
    () => true,
    () => false,
  );
  await engine.close();
  return answer;
}

const ENGINES: readonly [string, () => Promise<PgEngine>, boolean][] = [
  ['pglite', () => openPglite(null), true],
  ['postgres', async () => openPostgres(SERVER), await isServerThere()],
];

for (const [name, open, available] of ENGINES) {
  describe(`ledger engine ${name}`, { skip: available ? false : 'no PostgreSQL server on this machine' }, () => {
    let engine: PgEngine;
    let db: Kysely<Tables>;
    before(async () => {
      engine = await open();
      db = new Kysely<Tables>({ dialect: engine.dialect });
      await engine.script('drop schema if exists engine_test cascade; create schema engine_test;');
      await engine.script('create table engine_test.note (id int primary key, text text not null, day date not null)');
    });
    after(async () => {
      await engine.script('drop schema engine_test cascade');
      await engine.close();
    });

    it('gives back what was written, dates as dates and big integers exactly', async () => {
      await db.insertInto('engine_test.note').values({ id: 1, text: '一屏', day: '2026-11-24' }).execute();
      const row = await db.selectFrom('engine_test.note').selectAll().executeTakeFirstOrThrow();
      assert.deepEqual({ ...row }, { id: 1, text: '一屏', day: '2026-11-24' });
      const { rows } = await sql<{
        small: unknown;
        big: unknown;
      }>`select 5::int8 as small, 9007199254740993::int8 as big`.execute(db);
      assert.deepEqual({ ...rows[0] }, { small: 5, big: 9007199254740993n });
    });

    it('rolls a failed transaction back whole', async () => {
      const failing = db.transaction().execute(async (tx) => {
        await tx.insertInto('engine_test.note').values({ id: 2, text: 'gone', day: '2026-01-01' }).execute();
        throw new Error('no');
      });
      await assert.rejects(failing, /no/);
      const rows = await db.selectFrom('engine_test.note').select('id').where('id', '=', 2).execute();
      assert.equal(rows.length, 0);
    });

    it('keeps concurrent work out of a transaction that is later rolled back', async () => {
      const failing = db.transaction().execute(async (tx) => {
        await tx.insertInto('engine_test.note').values({ id: 10, text: 'in', day: '2026-01-01' }).execute();
        await new Promise((resolve) => setTimeout(resolve, 20));
        throw new Error('undo');
      });
      const outside = db.insertInto('engine_test.note').values({ id: 11, text: 'out', day: '2026-01-01' }).execute();
      await Promise.allSettled([failing, outside]);
      const rows = await db.selectFrom('engine_test.note').select('id').where('id', 'in', [10, 11]).execute();
      assert.deepEqual(
        rows.map((row) => row.id),
        [11],
      );
    });

    it('reports affected rows', async () => {
      const [result] = await db.updateTable('engine_test.note').set({ text: 'x' }).where('id', '=', 1).execute();
      assert.equal(result?.numUpdatedRows, 1n);
    });
  });
}
