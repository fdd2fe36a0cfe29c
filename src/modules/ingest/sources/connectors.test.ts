import assert from 'node:assert/strict';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Aedes } from 'aedes';
import { connectAsync } from 'mqtt';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import type { PullRequest } from './connectors/connector.ts';
import { openDm } from './connectors/dm.ts';
import { portOf } from './services.test-support.ts';
import { collect, keepSource, rowsOf, runOnce, runsOf } from './sources.test-support.ts';
import { superviseStreams } from './stream/supervise.ts';

let app: TestApp;
let bureau: Caller;
before(async () => {
  app = await openTestApp();
  bureau = await app.signInAs('bureau');
});
after(() => app.dispose());

describe('HTTP sources', () => {
  const asked: { url: string; authorization: string | undefined }[] = [];
  const state = { busy: 1 };
  const answer = (request: IncomingMessage, reply: ServerResponse) => {
    const url = new URL(request.url ?? '/', 'http://local');
    asked.push({ url: request.url ?? '', authorization: request.headers.authorization });
    const json = (body: unknown, headers = {}) =>
      reply.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
    const row = (id: number) => ({ id, name: `企业${id}`, place: { code: '140100' }, price: id / 2 });
    if (url.pathname === '/token') return json({ access_token: 'T-1', token_type: 'bearer' });
    if (url.pathname === '/moved') return reply.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    if (url.pathname === '/page') {
      if (state.busy-- > 0) return reply.writeHead(429, { 'retry-after': '0' }).end();
      const page = Number(url.searchParams.get('page'));
      return json({ data: { items: page > 2 ? [row(5)] : [row(page * 2 - 1), row(page * 2)] } });
    }
    if (url.pathname === '/cursor') {
      if (request.headers.authorization !== 'Bearer T-1') return reply.writeHead(401).end();
      return url.searchParams.get('cursor')
        ? json({ rows: [row(2)], next: null })
        : json({ rows: [row(1)], next: 'abc' });
    }
    if (url.pathname === '/link')
      return json([row(1)], url.searchParams.has('p') ? {} : { link: '</link?p=2>; rel="next"' });
    return reply.writeHead(200, { 'content-type': 'text/csv' }).end('编号,名称\n001,"甲,乙"\n');
  };
  const server = createServer(answer);
  before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
  after(() => server.close());
  const settings = (path: string, more: object) => ({
    kind: 'http',
    settings: {
      url: `http://127.0.0.1:${portOf(server)}${path}`,
      format: 'json',
      records: '',
      paging: { kind: 'none' },
      auth: { kind: 'none' },
      perMinute: 60_000,
      ...more,
    },
  });
  const cellsFrom = async (name: string, path: string, more: object, secret?: string) => {
    const source = await keepSource(bureau, name, settings(path, more), secret);
    const collection = await collect(bureau, source, { schema: '', name: path }, { title: name });
    const run = await runOnce(app, bureau, collection.id);
    assert.equal(run.status, 'done', run.failure ?? '');
    return (await rowsOf(bureau, collection.resourceId)).rows.map(({ cells }) => cells);
  };

  it('pages by number, waits when told to, flattens objects, types columns', async () => {
    const paging = { kind: 'page', param: 'page', first: 1, sizeParam: 'size', size: 2 };
    const cells = await cellsFrom(
      '按页',
      '/page',
      { records: 'data.items', paging, auth: { kind: 'basic', user: 'u' } },
      'p',
    );
    assert.deepEqual(
      cells.map(([id]) => id),
      [1, 2, 3, 4, 5],
    );
    assert.deepEqual(cells[0], [1, '企业1', 140100, 0.5]);
    assert.ok(asked.some(({ authorization }) => authorization === `Basic ${Buffer.from('u:p').toString('base64')}`));
  });

  it('follows cursors with a token of OAuth client credentials, and links', async () => {
    const auth = { kind: 'oauth', tokenUrl: `http://127.0.0.1:${portOf(server)}/token`, client: 'c' };
    const byCursor = await cellsFrom(
      '游标',
      '/cursor',
      { records: 'rows', paging: { kind: 'cursor', param: 'cursor', path: 'next' }, auth },
      's',
    );
    assert.deepEqual(
      byCursor.map(([id]) => id),
      [1, 2],
    );
    assert.equal((await cellsFrom('链接', '/link', { paging: { kind: 'link' } })).length, 2);
  });

  it('reads CSV, keeps codes as text, and follows no redirect', async () => {
    assert.deepEqual(await cellsFrom('文本', '/csv', { format: 'csv' }), [['001', '甲,乙']]);
    const payload = { connection: settings('/moved', {}) };
    const reply = await bureau({ method: 'POST', url: '/api/ingest/connection-test', payload });
    assert.equal(reply.json().code, 'ingest.bad-answer', reply.body);
  });
});

describe('watched folders', () => {
  it('take each file once, and stop at the gate for what cannot be read', async () => {
    const inbox = join(app.config.inboxDir, '日报');
    await mkdir(inbox, { recursive: true });
    await writeFile(join(inbox, '1.csv'), '编号,数量\nA,1\nB,2\n');
    const source = await keepSource(bureau, '日报', { kind: 'folder', settings: { path: '日报' } });
    const collection = await collect(bureau, source, { schema: '', name: '*.csv' });
    assert.equal((await runOnce(app, bureau, collection.id)).rows, 2);
    await writeFile(join(inbox, '2.csv'), '数量,编号\n3,C\n');
    assert.equal((await runOnce(app, bureau, collection.id)).rows, 1);
    assert.equal((await rowsOf(bureau, collection.resourceId)).total, 3);
    await writeFile(join(inbox, '3.csv'), '编号,数量\nD,4\nE,许多\n');
    const gated = await runOnce(app, bureau, collection.id);
    assert.equal(gated.status, 'gated');
    assert.match(gated.failure ?? gated.log.at(-1)?.text ?? '', /类型/);
    assert.equal((await rowsOf(bureau, collection.resourceId)).total, 3, 'nothing of the file was taken');
  });

  it('are those below the import folder only', async () => {
    await mkdir(app.config.inboxDir, { recursive: true });
    await symlink('/etc', join(app.config.inboxDir, 'out')).catch(() => {});
    for (const path of ['../', '../../..', 'out']) {
      const payload = { connection: { kind: 'folder', settings: { path } } };
      const reply = await bureau({ method: 'POST', url: '/api/ingest/connection-test', payload });
      assert.equal(reply.json().code, 'ingest.outside-inbox', `${path}: ${reply.body}`);
    }
  });
});

describe('MQTT', () => {
  it('messages come in micro-batches, once, and go on after a restart', async () => {
    const broker = await Aedes.createBroker();
    const server = createTcpServer(broker.handle);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `mqtt://127.0.0.1:${portOf(server)}`;
    const client = await connectAsync(url);
    const say = (n: number) =>
      client.publishAsync('air/taiyuan', JSON.stringify({ station: 'S1', pm25: n }), { qos: 1, retain: n === 0 });
    await say(0);
    const source = await keepSource(bureau, '空气站', {
      kind: 'mqtt',
      settings: { url, user: '', count: 10, seconds: 1 },
    });
    const collection = await collect(
      bureau,
      source,
      { schema: '', name: 'air/#' },
      { schedule: { kind: 'stream' }, mode: 'incremental' },
    );
    await superviseStreams(app.platform);
    const until = async (total: number) => {
      for (let tries = 0; tries < 150; tries++) {
        const reply = await bureau({ url: `/api/catalogue/resources/${collection.resourceId}/rows?size=500` });
        if (reply.statusCode === 200 && reply.json().total >= total) return reply.json();
        await sleep(100);
      }
      throw new Error(`no ${total} rows: ${JSON.stringify(await runsOf(bureau, collection.id))}`);
    };
    for (let n = 1; n <= 25; n++) await say(n);
    const { total, rows } = await until(26);
    assert.equal(total, 26);
    const figures = rows.map(({ cells }: { cells: (string | number)[] }) =>
      cells.find((cell) => typeof cell === 'number'),
    );
    assert.deepEqual(
      figures.sort((a: number, b: number) => a - b),
      Array.from({ length: 26 }, (_, n) => n),
    );
    await bureau({ method: 'PATCH', url: `/api/ingest/collections/${collection.id}`, payload: { state: 'paused' } });
    await superviseStreams(app.platform);
    for (let n = 26; n <= 30; n++) await say(n);
    await bureau({ method: 'PATCH', url: `/api/ingest/collections/${collection.id}`, payload: { state: 'active' } });
    await superviseStreams(app.platform);
    assert.equal((await until(31)).total, 31, 'what came meanwhile was kept by the broker');
    await client.endAsync();
    await bureau({ method: 'PATCH', url: `/api/ingest/collections/${collection.id}`, payload: { state: 'paused' } });
    await superviseStreams(app.platform);
    server.close();
    await new Promise<void>((resolve) => broker.close(() => resolve()));
  });
});

describe('达梦', () => {
  it('speaks to a driver that an operator has added', async () => {
    const statements: string[] = [];
    const result = [[['A"1', 2, null]], []];
    const driver = {
      getConnection: async ({ connectString }: { connectString: string }) => ({
        connectString,
        execute: async (sql: string) => {
          statements.push(sql);
          return { resultSet: { getRows: async () => result.shift() ?? [], close: async () => {} } };
        },
        close: async () => {},
      }),
    };
    const connector = openDm({ host: 'h', port: 5236, database: '', user: 'U' }, 's', async () => ({
      default: driver,
    }));
    const columns = ['甲"列', 'N', 'D'].map((name, i) => ({
      name,
      type: ['VARCHAR(9)', 'NUMBER(9,0)', 'DATE'][i] ?? '',
    }));
    const request: PullRequest = {
      object: { schema: 'S', name: 'T' },
      columns,
      after: { column: { name: 'N', type: 'NUMBER(9,0)' }, value: '7', inclusive: false },
    };
    const pull = connector.pull(request);
    assert.ok(pull.kind === 'pages');
    const rows = [];
    for await (const page of pull.pages) rows.push(...page.rows);
    assert.deepEqual(rows, [['A"1', '2', null]]);
    assert.deepEqual(statements, [
      `SELECT "甲""列", TO_CHAR("N"), TO_CHAR("D", 'YYYY-MM-DD HH24:MI:SS') FROM "S"."T" WHERE "N" > 7`,
    ]);
    await connector.close();
  });
});
