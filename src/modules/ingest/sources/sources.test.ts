import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import mysql from 'mysql2/promise';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import { openDataset } from '../actions/open-dataset.ts';
import { absent, MARIADB, POSTGRES, portOf, withPostgres } from './services.test-support.ts';
import { collect, draftOf, keepSource, rowsOf, runOnce } from './sources.test-support.ts';

const noPostgres = await absent(5432, 'PostgreSQL');
const noMariadb = await absent(3306, 'MariaDB');
const SCHEMA = 'yiping_sources_test';
const HOSTILE = 'we"ird`t;able 表';

describe('sources', () => {
  let app: TestApp;
  let bureau: Caller;
  before(async () => {
    app = await openTestApp();
    bureau = await app.signInAs('bureau');
  });
  after(() => app.dispose());

  const test = async (connection: object, secret = '') => {
    const reply = await bureau({ method: 'POST', url: '/api/ingest/connection-test', payload: { connection, secret } });
    assert.equal(reply.statusCode, 200, reply.body);
    return reply.json<{ ok: boolean; code: string | null; message: string }>();
  };

  it('says in plain words what is wrong with a connection, and never the secret', async () => {
    const closed = { ...POSTGRES, port: 1 };
    assert.equal((await test({ kind: 'postgres', settings: closed })).code, 'ingest.source-unreachable');
    const silent = createServer((socket) => socket.end('no database here'));
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { code } = await test({ kind: 'mysql', settings: { ...MARIADB, port: portOf(silent) } });
    assert.ok(code === 'ingest.source-dropped' || code === 'ingest.source-other', String(code));
    silent.close();
    const dm = await test({ kind: 'dm', settings: { ...POSTGRES, database: '' } });
    assert.equal(dm.code, 'ingest.no-driver');
    assert.match(dm.message, /许可/);
  });

  it('tells a wrong password, an unknown database and a missing right apart', {
    skip: noPostgres || noMariadb,
  }, async () => {
    assert.equal((await test({ kind: 'postgres', settings: POSTGRES })).ok, true);
    assert.equal((await test({ kind: 'mysql', settings: MARIADB })).ok, true);
    const lost = { kind: 'postgres', settings: { ...POSTGRES, database: 'no_such_db' } };
    assert.equal((await test(lost)).code, 'ingest.source-unknown-database');
    const lostToo = { kind: 'mysql', settings: { ...MARIADB, database: 'no_such_db' } };
    assert.equal((await test(lostToo)).code, 'ingest.source-unknown-database');
    const wrong = await test({ kind: 'mysql', settings: MARIADB }, 'Secret-That-Is-Wrong');
    assert.equal(wrong.code, 'ingest.source-wrong-password');
    assert.doesNotMatch(JSON.stringify(wrong), /Secret-That/);
    const nobody = { kind: 'postgres', settings: { ...POSTGRES, user: 'nobody_here' } };
    assert.equal((await test(nobody)).code, 'ingest.source-wrong-password');
  });

  it('never shows a secret again: not in replies, the ledger or the audit', async () => {
    const id = await keepSource(
      bureau,
      '秘密',
      { kind: 'postgres', settings: { ...POSTGRES, password: 'Stray-Secret' } },
      'Very-Secret-1',
    );
    const list = await bureau({ method: 'GET', url: '/api/ingest/sources' });
    const { rows } = await sql`select row_to_json(s)::text as source from ingest.source s
      union all select row_to_json(a)::text from platform.audit a`.execute(app.platform.db());
    for (const text of [list.body, JSON.stringify(rows)]) assert.doesNotMatch(text, /Very-Secret-1|Stray-Secret/);
    const moved = { connection: { kind: 'postgres', settings: { ...POSTGRES, host: '127.0.0.2' } } };
    const reply = await bureau({ method: 'PATCH', url: `/api/ingest/sources/${id}`, payload: moved });
    assert.equal(reply.json().hasSecret, false, 'a secret does not follow to another address');
    const gone = await bureau({ method: 'DELETE', url: `/api/ingest/sources/${id}` });
    assert.equal(gone.statusCode, 204, gone.body);
  });

  it('names each source once, also when one is renamed', async () => {
    const connection = { kind: 'postgres', settings: POSTGRES };
    await keepSource(bureau, '甲库', connection);
    const other = await keepSource(bureau, '乙库', connection);
    const rename = (name: string) =>
      bureau({ method: 'PATCH', url: `/api/ingest/sources/${other}`, payload: { name } });
    const taken = await rename('甲库');
    assert.deepEqual([taken.statusCode, taken.json().code], [409, 'ingest.source-name-taken']);
    assert.equal((await rename('乙库')).statusCode, 200);
  });

  describe('PostgreSQL', { skip: noPostgres }, () => {
    let source: string;
    before(async () => {
      await withPostgres(async (client) => {
        await client.query(`drop schema if exists ${SCHEMA} cascade; create schema ${SCHEMA}`);
        await client.query(`create table ${SCHEMA}."we""ird\`t;able 表" (id bigint primary key, "na""me" text, "back\`tick" text,
          "semi;colon -- x" int, "中文 列" numeric(12,2), "back\\slash" text, "quo'te" text, d date, ts timestamp, tz timestamptz,
          b boolean, f float8, j jsonb, a int[], by bytea)`);
        await client.query(`insert into ${SCHEMA}."we""ird\`t;able 表" values (1,'a','b',2,3.45,'c','d','2024-01-02',
          '2024-01-02 03:04:05.678','2024-01-02 03:04:05+08',true,2.5,'{"a":1}','{1,2}','\\x01ff')`);
        await client.query(`insert into ${SCHEMA}."we""ird\`t;able 表" (id) values (2)`);
        await client.query(
          `create table ${SCHEMA}.plan (id int primary key, city text, month text, amount numeric(14,2), changed timestamp)`,
        );
        await client.query(
          `insert into ${SCHEMA}.plan values (1,'太原市','2026-09',10.5,'2026-10-01 08:00'), (2,'140200','202609',20,'2026-10-01 08:00')`,
        );
      });
      source = await keepSource(bureau, '业务库', { kind: 'postgres', settings: { ...POSTGRES, schema: SCHEMA } });
    });
    after(() => withPostgres((client) => client.query(`drop schema if exists ${SCHEMA} cascade`)));

    it('lists tables and reads one with hostile names, value by value', async () => {
      const reply = await bureau({ method: 'GET', url: `/api/ingest/sources/${source}/objects` });
      assert.deepEqual(
        reply
          .json()
          .objects.map(({ name }: { name: string }) => name)
          .sort(),
        ['plan', HOSTILE],
      );
      const object = { schema: SCHEMA, name: HOSTILE };
      const draft = await draftOf(bureau, source, object);
      assert.deepEqual(draft.keys, ['id']);
      const types = Object.fromEntries(draft.columns.map(({ source: name, dataType }) => [name, dataType]));
      assert.deepEqual(
        [types.id, types['中文 列'], types.d, types.ts, types.tz, types.b, types['na"me']],
        ['integer', 'decimal', 'date', 'datetime', 'datetime', 'boolean', 'text'],
      );
      const collection = await collect(bureau, source, object);
      const run = await runOnce(app, bureau, collection.id);
      assert.deepEqual([run.status, run.rows, run.failure], ['done', 2, null]);
      const { rows, total } = await rowsOf(bureau, collection.resourceId);
      assert.equal(total, 2);
      assert.deepEqual(rows[0]?.cells, [
        1,
        'a',
        'b',
        2,
        3.45,
        'c',
        'd',
        '2024-01-02',
        '2024-01-02 03:04:05.678000',
        '2024-01-02 03:04:05.000000',
        'true',
        2.5,
        '{"a": 1}',
        '{1,2}',
        '01ff',
      ]);
      assert.deepEqual(
        rows[1]?.cells.slice(1),
        Array.from({ length: 14 }, () => null),
      );
      const columns = draft.columns.map(({ comment, why, ...column }) => column);
      const payload = {
        ...{ object, title: object.name, columns, ignored: [], mode: 'full', watermarkColumn: null, keyColumns: [] },
        schedule: { kind: 'manual' },
      };
      const again = await bureau({ method: 'POST', url: `/api/ingest/sources/${source}/collections`, payload });
      assert.deepEqual([again.statusCode, again.json().code], [409, 'ingest.collected-already'], again.body);
    });

    it('takes what is new since the watermark; of a key the last row counts; region, period and measure bind', async () => {
      const object = { schema: SCHEMA, name: 'plan' };
      const draft = await draftOf(bureau, source, object);
      const roles: Record<string, string> = { city: 'region', month: 'period', amount: 'measure' };
      const columns = draft.columns.map(({ comment, why, ...column }) => ({
        ...column,
        role: roles[column.source] ?? column.role,
        unit: column.source === 'amount' ? '万元' : null,
      }));
      const collection = await collect(bureau, source, object, {
        columns,
        mode: 'incremental',
        watermarkColumn: 'changed',
        keyColumns: ['id'],
        title: '项目计划',
      });
      assert.equal((await runOnce(app, bureau, collection.id)).rows, 2);
      await withPostgres((client) =>
        client.query(`update ${SCHEMA}.plan set amount = 11, changed = '2026-10-02' where id = 1;
        insert into ${SCHEMA}.plan values (3,'大同市','2026年10月',30,'2026-10-03')`),
      );
      const second = await runOnce(app, bureau, collection.id);
      assert.deepEqual(
        [second.status, second.watermarkFrom, second.watermarkTo],
        ['done', '2026-10-01 08:00:00.000000', '2026-10-03 00:00:00.000000'],
      );
      const dataset = await openDataset(app.platform, collection.resourceId);
      assert.ok(dataset);
      const measure = dataset.items.find(({ role }) => role === 'measure')?.columnName ?? '';
      const found = await app.platform.olap.rows(
        `SELECT region, period, ${measure} FROM ${dataset.relation} ORDER BY ${measure}`,
      );
      assert.deepEqual(found, [
        ['140100', '2026-09', 11],
        ['140200', '2026-09', 20],
        ['140200', '2026-10', 30],
      ]);
      assert.equal((await rowsOf(bureau, collection.resourceId)).total, 3);
    });

    it('a full collection takes the place of what stood', async () => {
      await withPostgres((client) =>
        client.query(`create table ${SCHEMA}.whole (id int); insert into ${SCHEMA}.whole values (1), (2)`),
      );
      const collection = await collect(bureau, source, { schema: SCHEMA, name: 'whole' });
      await runOnce(app, bureau, collection.id);
      await withPostgres((client) => client.query(`delete from ${SCHEMA}.whole where id = 1`));
      await runOnce(app, bureau, collection.id);
      assert.deepEqual(
        (await rowsOf(bureau, collection.resourceId)).rows.map(({ cells }) => cells),
        [[2]],
      );
      const batches = await bureau({ method: 'GET', url: `/api/catalogue/resources/${collection.resourceId}/batches` });
      assert.deepEqual(
        batches
          .json()
          .batches.map(({ status, fileName, importId }: Record<string, unknown>) => [status, fileName, importId]),
        [
          ['committed', '业务库', null],
          ['superseded', '业务库', null],
        ],
      );
    });

    it('stops at the gate when the shape changes, and goes on by decision', async () => {
      await withPostgres((client) =>
        client.query(
          `create table ${SCHEMA}.drift (id int, v text, w text); insert into ${SCHEMA}.drift values (1, 'a', 'b')`,
        ),
      );
      const collection = await collect(bureau, source, { schema: SCHEMA, name: 'drift' });
      await runOnce(app, bureau, collection.id);
      const decide = (choice: string) =>
        bureau({
          method: 'POST',
          url: `/api/ingest/collections/${collection.id}/drift`,
          payload: { choice, reason: '已核对' },
        });
      assert.equal((await decide('accept')).json().code, 'ingest.not-gated');
      await withPostgres((client) => client.query(`alter table ${SCHEMA}.drift add column extra int`));
      const gated = await runOnce(app, bureau, collection.id);
      assert.equal(gated.status, 'gated');
      const again = await bureau({ method: 'POST', url: `/api/ingest/collections/${collection.id}/run` });
      assert.equal(again.json().code, 'ingest.not-active');
      assert.equal((await decide('ignore')).json().state, 'active');
      assert.equal((await runOnce(app, bureau, collection.id)).status, 'done');
      await withPostgres((client) =>
        client.query(`alter table ${SCHEMA}.drift drop column w, alter column v type varchar(9)`),
      );
      assert.equal((await runOnce(app, bureau, collection.id)).status, 'gated');
      assert.equal((await decide('ignore')).json().code, 'ingest.cannot-ignore');
      const accepted = (await decide('accept')).json();
      assert.deepEqual(
        accepted.columns.map(({ source: name, type }: Record<string, string>) => [name, type]),
        [
          ['id', 'integer'],
          ['v', 'character varying(9)'],
        ],
      );
      assert.equal((await runOnce(app, bureau, collection.id)).status, 'done');
      const { rows } = await sql<{
        detail: string;
      }>`select detail from platform.audit where action = 'ingest.drift-decide' order by seq`.execute(
        app.platform.db(),
      );
      assert.deepEqual(
        rows.map(({ detail }) => JSON.parse(detail).choice),
        ['ignore', 'accept'],
      );
    });

    it('leaves nothing of a pull whose connection drops or whose value does not fit', async () => {
      await withPostgres((client) =>
        client.query(`create table ${SCHEMA}.big as select g as id, repeat('x', 500) as pad from generate_series(1, 20000) g;
        create view ${SCHEMA}.cut as select id, case when id = 19999 then (select 'never' from pg_sleep(30)) else pad end as pad from ${SCHEMA}.big`),
      );
      const collection = await collect(bureau, source, { schema: SCHEMA, name: 'cut' });
      const killed = (async () => {
        for (let tries = 0; tries < 200; tries++) {
          const { rowCount } = await withPostgres((client) =>
            client.query(
              `select pg_terminate_backend(pid) from pg_stat_activity where query like '%yiping_sources_test"."cut%' and pid <> pg_backend_pid()`,
            ),
          );
          if ((rowCount ?? 0) > 0) return;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      })();
      const run = await runOnce(app, bureau, collection.id);
      await killed;
      assert.deepEqual(
        [run.status, run.failureCode, run.rows, run.batch],
        ['failed', 'ingest.source-dropped', 0, null],
      );
      const { rows } = await sql<{ status: string }>`select status from ingest.batch where run_id = ${run.id}`.execute(
        app.platform.db(),
      );
      assert.deepEqual(
        rows.map(({ status }) => status),
        ['purged'],
      );
    });
  });

  describe('MariaDB', { skip: noMariadb }, () => {
    const use = async (statement: string) => {
      const connection = await mysql.createConnection({ ...MARIADB, multipleStatements: true });
      await connection.query(statement);
      await connection.end();
    };
    const DROP = 'drop table if exists `we"ird``t;able 表`, yiping_inc';
    after(() => use(DROP));

    it('reads hostile names and follows a watermark', async () => {
      await use(`${DROP}; create table \`we"ird\`\`t;able 表\` (id bigint primary key, \`na"me\` varchar(20) comment '名称', \`back\`\`tick\` text,
        \`semi;colon -- x\` int, \`中文 列\` decimal(12,2), \`back\\slash\` text, \`quo'te\` text, d date, ts datetime(3), b tinyint(1), f double, e enum('a','b'), bl blob);
        insert into \`we"ird\`\`t;able 表\` values (1,'a','b',2,3.45,'c','d','2024-01-02','2024-01-02 03:04:05.678',1,2.5,'a','x'), (2,null,null,null,null,null,null,null,null,null,null,null,null);
        create table yiping_inc (id int primary key, v varchar(10)); insert into yiping_inc values (1,'a'),(2,'b')`);
      const source = await keepSource(bureau, '业务库乙', { kind: 'mysql', settings: MARIADB });
      const hostile = await collect(bureau, source, { schema: 'test', name: HOSTILE });
      assert.equal(hostile.columns[1]?.name, '名称');
      const run = await runOnce(app, bureau, hostile.id);
      assert.deepEqual([run.status, run.rows, run.failure], ['done', 2, null]);
      assert.deepEqual((await rowsOf(bureau, hostile.resourceId)).rows[0]?.cells, [
        1,
        'a',
        'b',
        2,
        3.45,
        'c',
        'd',
        '2024-01-02',
        '2024-01-02 03:04:05.678000',
        'true',
        2.5,
        'a',
        '78',
      ]);
      const inc = await collect(
        bureau,
        source,
        { schema: 'test', name: 'yiping_inc' },
        { mode: 'incremental', watermarkColumn: 'id' },
      );
      await runOnce(app, bureau, inc.id);
      await use("insert into yiping_inc values (3,'c')");
      const next = await runOnce(app, bureau, inc.id);
      assert.deepEqual([next.rows, next.watermarkTo], [1, '3']);
      assert.equal((await runOnce(app, bureau, inc.id)).batch, null, 'nothing new, no batch');
      assert.equal((await rowsOf(bureau, inc.resourceId)).total, 3);
    });
  });
});
