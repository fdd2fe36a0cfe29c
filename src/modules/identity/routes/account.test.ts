import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Caller, TEST_PASSWORD } from '#platform/testing.ts';
import { codeAt, expect, type IdentityApp, openIdentity } from '../identity.test-support.ts';
import type { IdentityTables } from '../tables.ts';

let node: IdentityApp;
before(async () => {
  node = await openIdentity();
});
after(() => node.app.dispose());

const post = (caller: Caller, url: string, payload: object) => caller({ method: 'POST', url, payload });
const isIn = async (caller: Caller) => (await caller({ method: 'GET', url: '/api/session' })).statusCode === 200;

/** Set up a second factor; its secret. */
async function enrol(caller: Caller, password = TEST_PASSWORD): Promise<string> {
  const offer = await post(caller, '/api/account/totp', { password });
  expect(offer, 200);
  const { secret, address } = offer.json();
  assert.equal(new URL(address).searchParams.get('secret'), secret);
  expect(await post(caller, '/api/account/totp/confirm', { totp: codeAt(secret, node.now()) }), 204);
  return secret;
}

test('a new password takes the old one to set; every other session ends, this one goes on', async () => {
  const [here, there] = [await node.as('inspector'), await node.as('inspector')];
  const change = (current: string, next: string) => post(here, '/api/account/password', { current, next });
  expect(await change('wrong', '汾河晚渡-双塔凌霄-蒙山'), 403, 'identity.wrong-password');
  expect(await change(TEST_PASSWORD, 'short'), 422, 'identity.bad-password');
  expect(await change(TEST_PASSWORD, 'my-inspector-01'), 422, 'identity.bad-password');
  expect(await change(TEST_PASSWORD, TEST_PASSWORD), 422, 'identity.bad-password');
  expect(await change(TEST_PASSWORD, '汾河晚渡-双塔凌霄-蒙山'), 204);
  assert.deepEqual([await isIn(here), await isIn(there)], [true, false]);
  expect(await node.enter('inspector'), 401, 'identity.bad-credentials');
  expect(await node.enter('inspector', '汾河晚渡-双塔凌霄-蒙山'), 200);
});

test('guessing the password from an open session locks the account and ends the session', async () => {
  const thief = await node.as('secretary');
  const guess = () => post(thief, '/api/account/password', { current: 'guess', next: '汾河晚渡-双塔凌霄-蒙山' });
  for (let i = 0; i < 5; i += 1) expect(await guess(), 403, 'identity.wrong-password');
  expect(await guess(), 403, 'identity.locked');
  assert.equal(await isIn(thief), false);
  expect(await node.enter('secretary'), 403, 'identity.locked');
});

test('a second factor counts once confirmed; then a code is asked for, and a wrong one is refused', async () => {
  const caller = await node.as('governor');
  const offer = (await post(caller, '/api/account/totp', { password: TEST_PASSWORD })).json();
  expect(await node.enter('governor'), 200);
  expect(await post(caller, '/api/account/totp/confirm', { totp: '000000' }), 401, 'identity.bad-totp');
  const other = await node.as('governor');
  expect(await post(caller, '/api/account/totp/confirm', { totp: codeAt(offer.secret, node.now()) }), 204);
  assert.equal(await isIn(other), false);
  const session = (await caller({ method: 'GET', url: '/api/session' })).json();
  assert.deepEqual(session.secondFactor, { enabled: true, demanded: false });
  expect(await node.enter('governor'), 401, 'identity.totp-required');
  expect(await node.enter('governor', TEST_PASSWORD, '123456'), 401, 'identity.bad-totp');
  expect(await node.enter('governor', 'wrong', codeAt(offer.secret, node.now())), 401, 'identity.bad-credentials');
});

test('a code works once: neither the one that confirmed nor the one that signed in opens again', async () => {
  const caller = await node.as('vice-governor');
  const secret = await enrol(caller);
  const enter = (code: string) => node.enter('vice-governor', TEST_PASSWORD, code);
  expect(await enter(codeAt(secret, node.now())), 401, 'identity.bad-totp');
  node.pass(1);
  const code = codeAt(secret, node.now());
  expect(await enter(code), 200);
  expect(await enter(code), 401, 'identity.bad-totp');
  node.pass(1);
  const earlier = codeAt(secret, new Date(node.now().getTime() - 30_000));
  expect(await enter(codeAt(secret, node.now())), 200);
  expect(await enter(earlier), 401, 'identity.bad-totp');
});

test('wrong codes count towards the lock as wrong passwords do', async () => {
  const secret = await enrol(await node.as('analyst'));
  for (let i = 0; i < 5; i += 1) expect(await node.enter('analyst', TEST_PASSWORD, '000000'), 401, 'identity.bad-totp');
  node.pass(1);
  expect(await node.enter('analyst', TEST_PASSWORD, codeAt(secret, node.now())), 403, 'identity.locked');
});

test('with a second factor in use, a new one, another password and its end all take a fresh code', async () => {
  const caller = await node.as('editor');
  const secret = await enrol(caller);
  const proof = { password: TEST_PASSWORD };
  const change = { current: TEST_PASSWORD, next: '汾河晚渡-双塔凌霄-蒙山' };
  expect(await post(caller, '/api/account/totp', proof), 401, 'identity.totp-required');
  expect(await post(caller, '/api/account/totp/disable', proof), 401, 'identity.totp-required');
  expect(await post(caller, '/api/account/password', change), 401, 'identity.totp-required');
  node.pass(1);
  const totp = codeAt(secret, node.now());
  expect(await post(caller, '/api/account/totp', { ...proof, totp }), 200);
  expect(await post(caller, '/api/account/totp/disable', { ...proof, totp }), 401, 'identity.bad-totp');
  node.pass(1);
  const next = codeAt(secret, node.now());
  expect(await post(caller, '/api/account/totp/disable', { ...proof, totp: next }), 204);
  expect(await node.enter('editor'), 200);
});

test('the secret is sealed in the ledger, and confirming without an offer is refused', async () => {
  const caller = await node.as('duty');
  expect(await post(caller, '/api/account/totp/confirm', { totp: '123456' }), 409, 'identity.totp-not-begun');
  const secret = await enrol(caller);
  const users = node.app.platform.db<IdentityTables>().selectFrom('identity.app_user').selectAll();
  const row = await users.where('username', '=', 'duty').executeTakeFirstOrThrow();
  assert.match(row.totp_secret ?? '', /^v1\./);
  assert.ok(!JSON.stringify(row).includes(secret));
});
