import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { TEST_PASSWORD } from '#platform/testing.ts';
import { deskOf } from '../desk.ts';
import { callerOf, expect, type IdentityApp, openIdentity } from '../identity.test-support.ts';
import type { IdentityTables } from '../tables.ts';

let node: IdentityApp;
before(async () => {
  node = await openIdentity();
});
after(() => node.app.dispose());

const SESSION = { method: 'GET', url: '/api/session' } as const;

test('signing in tells who, where, what roles, and sets a cookie that scripts and other sites cannot use', async () => {
  const reply = await node.enter('director');
  expect(reply, 200);
  const { user, demo, obligation } = reply.json();
  assert.equal(user.username, 'director');
  assert.deepEqual(user.unit, { kind: 'body', code: 'D28', name: '省统计局' });
  assert.deepEqual(user.roles, ['director']);
  assert.deepEqual(user.scope, { regions: ['140000'], departments: ['D28'] });
  assert.ok(user.permissions.includes('indicator:read'));
  assert.deepEqual([demo, obligation], [true, null]);
  const [cookie] = reply.cookies;
  assert.equal(cookie?.name, 'yiping_session');
  assert.deepEqual([cookie?.httpOnly, cookie?.sameSite, cookie?.path], [true, 'Strict', '/']);
  assert.equal(cookie?.secure, undefined);
});

test('the ledger holds only the hash of the token', async () => {
  const token = (await node.enter('analyst')).cookies[0]?.value ?? '';
  const rows = await node.app.platform.db<IdentityTables>().selectFrom('identity.session').selectAll().execute();
  assert.ok(rows.some((row) => row.token_hash === createHash('sha256').update(token).digest('hex')));
  assert.ok(!JSON.stringify(rows).includes(token));
});

test('no session, a made-up one and a changed one are all 401', async () => {
  expect(await node.app.http.inject(SESSION), 401, 'platform.not-signed-in');
  const token = (await node.enter('analyst')).cookies[0]?.value ?? '';
  for (const value of ['x', 'A'.repeat(43), `${token.slice(0, -1)}${token.endsWith('A') ? 'E' : 'A'}`])
    expect(await node.app.http.inject({ ...SESSION, cookies: { yiping_session: value } }), 401);
});

test('signing in without the header that a foreign page cannot send is refused', async () => {
  const payload = { username: 'governor', password: TEST_PASSWORD };
  const reply = await node.app.http.inject({ method: 'POST', url: '/api/session', payload });
  expect(reply, 403, 'platform.missing-header');
});

test('the name is read without regard to case, width and spaces around it', async () => {
  expect(await node.enter(' Ｇovernor '), 200);
});

test('a wrong password and an unknown name read the same; after five, both are locked for fifteen minutes', async () => {
  for (const name of ['county', 'nobody']) {
    for (let i = 0; i < 5; i += 1) expect(await node.enter(name, 'wrong'), 401, 'identity.bad-credentials');
    const locked = await node.enter(name);
    expect(locked, 403, 'identity.locked');
    assert.equal(locked.json().params.until, new Date(node.now().getTime() + 15 * 60_000).toISOString());
    assert.match(locked.json().detail, /锁定至 08:15/);
  }
  node.pass(14);
  expect(await node.enter('county'), 403, 'identity.locked');
  node.pass(1);
  expect(await node.enter('county'), 200);
});

test('guesses at once count as many: five are tried, and then the right one does not open either', async () => {
  const replies = await Promise.all(Array.from({ length: 8 }, (_, i) => node.enter('bureau', `guess ${i}`)));
  const codes = replies.map((reply) => reply.json().code);
  assert.equal(codes.filter((code) => code === 'identity.bad-credentials').length, 5);
  assert.equal(codes.filter((code) => code === 'identity.locked').length, 3);
  expect(await node.enter('bureau'), 403, 'identity.locked');
});

test('ten failures a minute from one address on one name, and it must wait; the right password elsewhere does not', async () => {
  for (let i = 0; i < 10; i += 1) await node.enter('stranger-x', 'wrong');
  const reply = await node.enter('stranger-x', 'wrong');
  expect(reply, 429, 'identity.too-many-attempts');
  assert.ok(reply.json().params.seconds > 0);
  expect(await node.enter('engineer'), 200);
});

test('thirty idle minutes end a session; asking in between keeps it', async () => {
  const caller = await node.as('editor');
  for (const minutes of [29, 29, 29]) {
    node.pass(minutes);
    expect(await caller(SESSION), 200);
  }
  node.pass(30);
  expect(await caller(SESSION), 401);
});

test('twelve hours end a session, however busy', async () => {
  const caller = await node.as('editor');
  for (let i = 0; i < 12 * 60 - 20; i += 20) {
    node.pass(20);
    expect(await caller(SESSION), 200);
  }
  node.pass(20);
  expect(await caller(SESSION), 401);
});

test('activity is written once a minute at most', async () => {
  const caller = await node.as('editor');
  const lastSeen = async () => {
    const rows = node.app.platform.db<IdentityTables>().selectFrom('identity.session').select('last_seen_at');
    return (await rows.orderBy('created_at', 'desc').executeTakeFirstOrThrow()).last_seen_at;
  };
  const atStart = await lastSeen();
  node.pass(0.9);
  await caller(SESSION);
  assert.deepEqual(await lastSeen(), atStart);
  node.pass(0.1);
  await caller(SESSION);
  assert.deepEqual(await lastSeen(), node.now());
});

test('signing out ends the session at once, clears the cookie, and may be done twice', async () => {
  const caller = await node.as('editor');
  expect(await caller(SESSION), 200);
  const out = await caller({ method: 'DELETE', url: '/api/session' });
  expect(out, 204);
  assert.equal(out.cookies[0]?.value, '');
  expect(await caller(SESSION), 401);
  expect(await caller({ method: 'DELETE', url: '/api/session' }), 204);
});

test('signing in again with a session at hand ends the one before', async () => {
  const first = await node.enter('editor');
  const old = callerOf(node.app, first);
  const payload = { username: 'analyst', password: TEST_PASSWORD };
  const second = await old({ method: 'POST', url: '/api/session', payload });
  assert.equal(second.json().user.username, 'analyst');
  expect(await old(SESSION), 401);
});

test('my sessions are listed, and one of them can be ended; those of others cannot', async () => {
  const [here, there] = [await node.as('duty'), await node.as('duty')];
  const other = await node.as('editor');
  const list = (await here({ method: 'GET', url: '/api/sessions' })).json().sessions;
  assert.equal(list.filter((session: { current: boolean }) => session.current).length, 1);
  assert.equal(list[0].agent, 'test browser');
  const remote = list.find((session: { current: boolean }) => !session.current);
  expect(await other({ method: 'DELETE', url: `/api/sessions/${remote.id}` }), 404);
  expect(await there(SESSION), 200);
  expect(await here({ method: 'DELETE', url: `/api/sessions/${remote.id}` }), 204);
  expect(await there(SESSION), 401);
  expect(await here(SESSION), 200);
});

test('requests of a known session do not ask the ledger each time', async () => {
  const caller = await node.as('governor');
  expect(await caller({ method: 'GET', url: '/api/divisions' }), 200);
  // A row that goes behind the application's back stays unnoticed for the few seconds that an answer counts.
  await node.app.platform.db<IdentityTables>().deleteFrom('identity.session').execute();
  expect(await caller({ method: 'GET', url: '/api/divisions' }), 200);
  deskOf(node.app.platform).sessions.forgetAll();
  expect(await caller({ method: 'GET', url: '/api/divisions' }), 401);
});
