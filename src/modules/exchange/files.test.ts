import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { TestApp } from '#platform/testing.ts';
import { importFile, uploadFile } from '../ingest/ingest.test-support.ts';
import { expireGrants } from './actions/grant.ts';
import { remind } from './actions/remind.ts';
import type { DeliveryView } from './contract.ts';
import {
  columnsOf,
  draftFor,
  grantTo,
  importRegister,
  keyFor,
  moveTo,
  openExchangeApp,
  registerCsv,
  sidesOf,
} from './exchange.test-support.ts';
import { watched } from './files/watched.ts';

let app: TestApp;
let sides: Awaited<ReturnType<typeof sidesOf>>;
let resourceId: string;
let items: string[];

before(async () => {
  app = await openExchangeApp();
  sides = await sidesOf(app);
  resourceId = await importRegister(app, sides.officer, '补贴发放登记');
  items = Object.values(await columnsOf(app, resourceId));
});
after(() => app.dispose());

const grant = (way: 'file' | 'subscription', part = {}) =>
  grantTo(sides, draftFor(resourceId, items, { way, ...part }));
const order = (grantId: string, format: string) =>
  sides.city({
    method: 'POST',
    url: `/api/exchange/grants/${grantId}/files`,
    payload: { format, purpose: 'decision' },
  });

async function until<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (let i = 0; i < 600; i++) {
    const found = await ask();
    if (found !== undefined) return found;
    await setTimeout(100);
  }
  throw new Error('nothing within a minute');
}

async function made(id: string): Promise<DeliveryView> {
  return until(async () => {
    const found: DeliveryView = (await sides.city({ url: `/api/exchange/deliveries/${id}` })).json();
    return found.state === 'making' ? undefined : found;
  });
}

const fetchFile = (id: string) => sides.city({ url: `/api/exchange/deliveries/${id}/file` });
const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

test('a file of each format, its digest signed, its receipt taken', async () => {
  const { grant: held } = await grant('file');
  for (const format of ['csv', 'xlsx', 'ndjson', 'parquet']) {
    const done = await made((await order(held.id, format)).json().id);
    assert.deepEqual([done.state, done.rows], ['ready', 30], `${format} ${done.failure}`);
    const reply = await fetchFile(done.id);
    assert.equal(reply.statusCode, 200);
    assert.equal(digest(reply.rawPayload), done.hash);
    assert.ok(!reply.rawPayload.includes('14010519'), `${format} holds no identity number`);
    const receipt = (hash: string) =>
      sides.city({
        method: 'POST',
        url: `/api/exchange/deliveries/${done.id}/receipt`,
        payload: { hash, accepted: true },
      });
    assert.equal((await receipt('0'.repeat(64))).json().code, 'exchange.receipt-differs');
    assert.equal((await receipt(done.hash ?? '')).json().state, 'received');
    assert.equal((await receipt(done.hash ?? '')).json().code, 'exchange.receipt-given');
  }
});

test('a workbook that was delivered is read by our own reader, row by row', async () => {
  const { grant: held } = await grant('file');
  const done = await made((await order(held.id, 'xlsx')).json().id);
  const { rawPayload } = await fetchFile(done.id);
  const { sheets } = await uploadFile(sides.officer, '收到.xlsx', rawPayload);
  assert.equal(sheets.length, 1);
});

test('a file beyond the day’s quota is not made, and says why', async () => {
  const { grant: held } = await grant('file', { rowsPerDay: 10 });
  const done = await made((await order(held.id, 'csv')).json().id);
  assert.deepEqual([done.state, done.failure, done.hash], ['failed', 'exchange.over-quota', null]);
  assert.equal((await fetchFile(done.id)).json().code, 'exchange.not-made');
});

test('revoked before it is fetched: nothing is sent', async () => {
  const { grant: held } = await grant('file');
  const done = await made((await order(held.id, 'csv')).json().id);
  const payload = { event: 'revoke', reason: '用途已变' };
  await sides.director({ method: 'POST', url: `/api/exchange/grants/${held.id}/steps`, payload });
  assert.equal((await fetchFile(done.id)).json().code, 'exchange.grant-not-active');
  assert.equal((await order(held.id, 'csv')).json().code, 'exchange.grant-not-active');
});

test('revoked in the middle of a delivery: the stream breaks within a megabyte, and the delivery is broken', async () => {
  const big = await importFile(sides.officer, '大表.csv', registerCsv(60_000), { title: '大表' });
  const columns = Object.values(await columnsOf(app, big.resourceId ?? ''));
  const { grant: held } = await grantTo(sides, draftFor(big.resourceId ?? '', columns, { way: 'file' }));
  const done = await made((await order(held.id, 'ndjson')).json().id);
  assert.ok(done.bytes > 6_000_000, String(done.bytes));
  const address = await app.http.listen({ port: 0, host: '127.0.0.1' });
  const cookie = (
    await app.http.inject({
      method: 'POST',
      url: '/api/session',
      payload: { username: 'city', password: 'Test-only-Passw0rd' },
      headers: { 'x-yiping': '1' },
    })
  ).cookies
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ');
  const reply = await fetch(`${address}/api/exchange/deliveries/${done.id}/file`, { headers: { cookie } });
  const reader = reply.body?.getReader();
  await reader?.read();
  const payload = { event: 'revoke', reason: '发现越权使用' };
  await sides.director({ method: 'POST', url: `/api/exchange/grants/${held.id}/steps`, payload });
  let bytes = 0;
  const broken = await (async () => {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return false;
      bytes += part.value.length;
    }
  })().catch(() => true);
  assert.ok(broken, 'the stream breaks');
  assert.ok(bytes < done.bytes, `${bytes} of ${done.bytes}`);
  const after = await until(async () => {
    const found: DeliveryView = (await sides.city({ url: `/api/exchange/deliveries/${done.id}` })).json();
    return found.state === 'broken' ? found : undefined;
  });
  assert.equal(after.failure, 'exchange.grant-not-active');
});

test('a watched stream stops before the first megabyte that it may not send', async () => {
  let left = 3;
  const gate = watched(async () => {
    if (left-- === 0) throw new Error('revoked');
  });
  let bytes = 0;
  await assert.rejects(async () => {
    for await (const chunk of Readable.from(Array.from({ length: 200 }, () => Buffer.alloc(64 * 1024))).pipe(gate))
      bytes += chunk.length;
  }, /revoked/);
  assert.ok(bytes <= 3 * 1024 * 1024, String(bytes));
});

test('each new batch goes to its subscriber once, and a system takes it by its key', async () => {
  const { grant: held } = await grant('subscription');
  const key = await keyFor(sides.city, held.id);
  const headers = { authorization: `Bearer ${key}`, 'x-yiping': '1' };
  const base = `/api/exchange/grants/${held.id}/deliveries`;
  const more = await importFile(sides.officer, '补贴发放登记.csv', registerCsv(31), { title: '补贴发放登记' });
  assert.equal(more.resourceId, resourceId, `${more.status} ${more.failure}`);
  const first = await until(async () => {
    const { deliveries } = (await app.http.inject({ url: `${base}?after=0`, headers })).json();
    return deliveries[0];
  });
  assert.equal(first.rows, 31);
  const file = await app.http.inject({ url: `${base}/${first.id}/file`, headers });
  const lines: string[] = [];
  for await (const line of createInterface({ input: Readable.from(file.rawPayload) })) lines.push(line);
  assert.equal(lines.length, 31);
  assert.ok(!file.body.includes('14010519'));
  const payload = { hash: digest(file.rawPayload), accepted: true };
  const receipt = await app.http.inject({ method: 'POST', url: `${base}/${first.id}/receipt`, headers, payload });
  assert.equal(receipt.statusCode, 204, receipt.body);
  const { deliveries } = (await app.http.inject({ url: `${base}?after=${first.no}`, headers })).json();
  assert.deepEqual(deliveries, []);
});

test('a grant ends with its time, and deadlines are told of once', async () => {
  const { grant: held } = await grant('file', { endsOn: '2026-11-25' });
  const waiting = await sides.city({
    method: 'POST',
    url: '/api/exchange/requests',
    payload: draftFor(resourceId, items),
  });
  const { id } = waiting.json().request;
  const told = async () =>
    (await app.platform.db().selectFrom('platform.event').select(['topic', 'key']).execute())
      .filter(({ topic, key }) => key === id && /due$/.test(topic))
      .map(({ topic }) => topic);
  moveTo(app, '2026-11-26T09:00:00+08:00');
  await expireGrants(app.platform);
  await remind(app.platform);
  await remind(app.platform);
  assert.deepEqual(await told(), ['exchange.request-due']);
  moveTo(app, '2026-11-27T09:00:00+08:00');
  await remind(app.platform);
  await remind(app.platform);
  assert.deepEqual(await told(), ['exchange.request-due', 'exchange.request-overdue']);
  sides = await sidesOf(app);
  assert.equal((await sides.city({ url: `/api/exchange/grants/${held.id}` })).json().grant.state, 'expired');
});
