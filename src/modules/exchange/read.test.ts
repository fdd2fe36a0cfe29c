import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { verifyAudit } from '#platform/audit.ts';
import type { TestApp } from '#platform/testing.ts';
import {
  columnsOf,
  draftFor,
  grantTo,
  importRegister,
  keyFor,
  moveTo,
  NOW,
  openExchangeApp,
  readRows,
  sidesOf,
} from './exchange.test-support.ts';
import { listOwnKeys, verifySigned } from './nodes/keys.ts';

let app: TestApp;
let sides: Awaited<ReturnType<typeof sidesOf>>;
let resourceId: string;
let name: string;
let id: string;
let amount: string;

before(async () => {
  app = await openExchangeApp();
  sides = await sidesOf(app);
  resourceId = await importRegister(app, sides.officer, '补贴发放登记');
  const columns = await columnsOf(app, resourceId);
  [name, id, amount] = ['姓名', '证件', '补贴金额'].map((one) => columns[one] ?? '') as [string, string, string];
});
after(() => app.dispose());

const grant = (part = {}, masks = {}) => grantTo(sides, draftFor(resourceId, [name, id, amount], part), masks);
const code = (reply: { json(): { code: string } }) => reply.json().code;
const stopGrant = (grantId: string, event = 'revoke') =>
  sides.director({
    method: 'POST',
    url: `/api/exchange/grants/${grantId}/steps`,
    payload: { event, reason: '用途已变' },
  });

test('a page carries what was granted, masked, and a signature over its very bytes', async () => {
  const { grant: held } = await grant(
    {},
    { [id]: { kind: 'token' }, [name]: { kind: 'partial', keepStart: 1, keepEnd: 0 } },
  );
  const reply = await readRows(app, await keyFor(sides.city, held.id), held.id, 'purpose=decision&limit=10');
  assert.equal(reply.statusCode, 200, reply.body);
  const page = reply.json();
  assert.deepEqual(
    page.columns.map(({ column }: { column: string }) => column).filter((one: string) => !one.endsWith('_mark')),
    [name, id, amount, '_trace'],
  );
  assert.ok(!/14010519/.test(reply.body) && !/小明|尚香/.test(reply.body), reply.body.slice(0, 400));
  const hash = createHash('sha256').update(reply.rawPayload).digest('hex');
  assert.equal(reply.headers['x-delivery-sha256'], hash);
  const text = Buffer.from(String(reply.headers['x-delivery-signed']), 'base64url').toString();
  assert.equal(JSON.parse(text).sha256, hash);
  const keyId = String(reply.headers['x-delivery-key']);
  const key = (await listOwnKeys(app.platform.db())).find((one) => one.id === keyId);
  assert.ok(key && verifySigned(key, text, { key: keyId, signature: String(reply.headers['x-delivery-signature']) }));
  const reads = await app.platform
    .db()
    .selectFrom('platform.audit')
    .select(['username', 'detail'])
    .where('action', '=', 'exchange.read')
    .execute();
  assert.ok(reads.some(({ username, detail }) => username === 'key:太原市补贴核对系统' && detail.includes(hash)));
});

test('pages join by their cursor; a cursor of another grant, or a changed one, is refused', async () => {
  const { grant: held } = await grant();
  const { grant: other } = await grant();
  const key = await keyFor(sides.city, held.id);
  const seen = new Set<string>();
  let cursor = '';
  let first = '';
  for (let pages = 0; pages < 10; pages++) {
    const page = (await readRows(app, key, held.id, `purpose=decision&limit=7${cursor && `&cursor=${cursor}`}`)).json();
    for (const row of page.rows) seen.add(row.at(-1));
    if (page.next === null) break;
    cursor = page.next;
    first ||= cursor;
  }
  assert.equal(seen.size, 30);
  const elsewhere = await readRows(
    app,
    await keyFor(sides.city, other.id),
    other.id,
    `purpose=decision&cursor=${first}`,
  );
  assert.equal(code(elsewhere), 'exchange.bad-cursor');
  assert.equal(
    code(await readRows(app, key, held.id, `purpose=decision&cursor=${first.slice(0, -2)}AA`)),
    'exchange.bad-cursor',
  );
});

test('the row filter holds, with values as hostile as they come', async () => {
  const filter = [{ column: amount, operator: 'ge', values: [120] }];
  const { grant: held } = await grant({ filter });
  const page = (await readRows(app, await keyFor(sides.city, held.id), held.id)).json();
  assert.equal(page.rows.length, 10);
  for (const value of ["' OR 1=1 --", '\\', '{k_hash:String}', '%']) {
    const { grant: hostile } = await grant({ filter: [{ column: name, operator: 'eq', values: [value] }] });
    const reply = await readRows(app, await keyFor(sides.city, hostile.id), hostile.id);
    assert.deepEqual([reply.statusCode, reply.json().rows], [200, []], value);
  }
});

test('no key, a wrong key, another grant’s key, a stopped key: nothing', async () => {
  const { grant: held } = await grant();
  const { grant: other } = await grant();
  const key = await keyFor(sides.city, held.id);
  const url = `/api/exchange/grants/${held.id}/rows?purpose=decision`;
  assert.equal((await app.http.inject({ url })).statusCode, 401);
  assert.equal((await sides.city({ url })).statusCode, 401, 'a session is no key');
  assert.equal(code(await readRows(app, `yxk_${'A'.repeat(43)}`, held.id)), 'exchange.key-unknown');
  assert.equal(code(await readRows(app, key, other.id)), 'exchange.key-unknown');
  const { keys } = (await sides.city({ url: `/api/exchange/grants/${held.id}` })).json();
  const stop = { method: 'DELETE', url: `/api/exchange/grants/${held.id}/keys/${keys[0].id}` } as const;
  assert.equal((await sides.director(stop)).statusCode, 403);
  assert.equal((await sides.city(stop)).statusCode, 204);
  assert.equal(code(await readRows(app, key, held.id)), 'exchange.key-unknown');
  const stored = JSON.stringify((await app.platform.pg.script('select * from exchange.access_key')) ?? []);
  assert.ok(!stored.includes(key), 'a key is kept as its digest');
});

test('purpose, way, rate and quota', async () => {
  const { grant: held } = await grant({ rowsPerDay: 12, callsPerMinute: 5 });
  const key = await keyFor(sides.city, held.id);
  assert.equal(code(await readRows(app, key, held.id, 'purpose=statistics')), 'exchange.wrong-purpose');
  assert.equal((await readRows(app, key, held.id, 'purpose=decision&limit=10')).json().rows.length, 10);
  assert.equal((await readRows(app, key, held.id, 'purpose=decision&limit=10')).json().rows.length, 2);
  assert.equal(code(await readRows(app, key, held.id)), 'exchange.over-quota');
  assert.equal(code(await readRows(app, key, held.id)), 'exchange.over-quota');
  assert.equal(code(await readRows(app, key, held.id)), 'exchange.too-often');
  moveTo(app, '2026-11-25T09:00:00+08:00');
  assert.equal((await readRows(app, key, held.id, 'purpose=decision&limit=5')).json().rows.length, 5);
  moveTo(app, NOW);
  const { grant: file } = await grant({ way: 'file' });
  assert.equal(code(await readRows(app, await keyFor(sides.city, file.id), file.id)), 'exchange.wrong-way');
});

test('revocation, suspension, beginning and end stand at the next call', async () => {
  const { grant: held } = await grant({ startsOn: '2026-11-25', endsOn: '2026-11-27' });
  const key = await keyFor(sides.city, held.id);
  assert.equal(code(await readRows(app, key, held.id)), 'exchange.grant-not-begun');
  moveTo(app, '2026-11-25T00:00:00+08:00');
  assert.equal((await readRows(app, key, held.id)).statusCode, 200);
  moveTo(app, '2026-11-27T23:59:59+08:00');
  assert.equal((await readRows(app, key, held.id)).statusCode, 200);
  moveTo(app, '2026-11-28T00:00:00+08:00');
  assert.equal(code(await readRows(app, key, held.id)), 'exchange.grant-over');
  moveTo(app, NOW);
  sides = await sidesOf(app);
  const { grant: next } = await grant();
  const other = await keyFor(sides.city, next.id);
  assert.equal((await stopGrant(next.id, 'suspend')).statusCode, 200);
  assert.equal(code(await readRows(app, other, next.id)), 'exchange.grant-not-active');
  assert.equal((await stopGrant(next.id, 'resume')).statusCode, 200);
  assert.equal((await readRows(app, other, next.id)).statusCode, 200);
  assert.equal((await stopGrant(next.id)).statusCode, 200);
  assert.equal(code(await readRows(app, other, next.id)), 'exchange.grant-not-active');
  assert.equal((await stopGrant(next.id, 'resume')).statusCode, 409);
});

test('a revocation between reading and sending sends nothing', async () => {
  const { grant: held } = await grant();
  const key = await keyFor(sides.city, held.id);
  const { olap } = app.platform;
  const rows = olap.rows;
  olap.rows = async (...args) => {
    olap.rows = rows;
    const found = await rows(...args);
    await stopGrant(held.id);
    return found;
  };
  const reply = await readRows(app, key, held.id);
  assert.equal(code(reply), 'exchange.grant-not-active');
});

test('who may stop a grant, each in their own way', async () => {
  const { grant: held } = await grant();
  const move = (call: typeof sides.city, event: string) =>
    call({ method: 'POST', url: `/api/exchange/grants/${held.id}/steps`, payload: { event, reason: '理由' } });
  for (const event of ['suspend', 'resume', 'revoke', 'halt'])
    assert.ok((await move(sides.city, event)).statusCode >= 403, event);
  for (const event of ['return', 'halt']) assert.ok((await move(sides.director, event)).statusCode >= 403, event);
  for (const event of ['suspend', 'return']) assert.ok((await move(sides.bureau, event)).statusCode >= 403, event);
  assert.equal((await move(sides.bureau, 'halt')).json().grant.state, 'revoked');
  for (const [call, event] of [
    [sides.director, 'revoke'],
    [sides.bureau, 'halt'],
    [sides.city, 'return'],
  ] as const)
    assert.equal((await move(call, event)).statusCode, 409);
});

test('what the catalogue shares no more leaves no more, whatever was granted', async () => {
  const { grant: held } = await grant({}, { [name]: { kind: 'none' } });
  const key = await keyFor(sides.city, held.id);
  await app.platform.pg.script(
    `update catalogue.item set sharing_type = 'none' where resource_id = '${resourceId}' and name = '姓名'`,
  );
  const page = (await readRows(app, key, held.id)).json();
  assert.ok(!page.columns.some(({ column }: { column: string }) => column === name));
  await app.platform.pg.script(
    `update catalogue.item set sharing_type = 'conditional' where resource_id = '${resourceId}'`,
  );
});

test('tokens are turned back for whoever may, never for the holder, and it is on record', async () => {
  const { grant: held } = await grant({}, { [id]: { kind: 'token' } });
  const page = (await readRows(app, await keyFor(sides.city, held.id), held.id, 'purpose=decision&limit=3')).json();
  const at = page.columns.findIndex(({ column }: { column: string }) => column === id);
  const tokens = page.rows.map((row: string[]) => row[at]);
  const reveal = (call: typeof sides.city, list: string[]) =>
    call({
      method: 'POST',
      url: `/api/exchange/grants/${held.id}/reveal`,
      payload: { tokens: list, reason: '核查冒领线索' },
    });
  assert.equal((await reveal(sides.city, tokens)).statusCode, 403);
  const { values } = (await reveal(sides.bureau, tokens)).json();
  assert.ok(
    values.every((value: string) => /^14010519/.test(value)),
    values.join(),
  );
  assert.equal(
    code(await reveal(sides.bureau, [`${tokens[0].slice(0, -1)}0`, tokens[1].replace(/^./, 'f'), 'zz'])),
    'exchange.bad-token',
  );
  const rows = await app.platform
    .db()
    .selectFrom('platform.audit')
    .select(['detail', 'outcome'])
    .where('action', '=', 'exchange.reveal')
    .execute();
  assert.deepEqual(
    rows.map(({ outcome }) => outcome),
    ['done', 'refused'],
  );
  assert.ok(!rows.some(({ detail }) => detail.includes('14010519')));
  assert.equal((await verifyAudit(app.platform.db())).brokenAt, null);
});

test('the table way shows the holder’s people what was granted', async () => {
  const { grant: held } = await grant({ way: 'table' });
  const url = `/api/exchange/grants/${held.id}/table?purpose=decision`;
  const reply = await sides.city({ url });
  assert.equal(reply.json().rows.length, 30);
  assert.equal((await sides.officer({ url })).json().code, 'exchange.not-the-requester');
});
