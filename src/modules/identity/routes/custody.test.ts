import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Caller } from '#platform/testing.ts';
import { codeAt, expect, type IdentityApp, openIdentity } from '../identity.test-support.ts';

let node: IdentityApp;
let sysadmin: Caller;
let secadmin: Caller;
before(async () => {
  node = await openIdentity();
  [sysadmin, secadmin] = [await node.as('sysadmin'), await node.as('secadmin')];
});
after(() => node.app.dispose());

const SESSION = { method: 'GET', url: '/api/session' } as const;
const NOWHERE = { regions: [], departments: [] };
const STATISTICS = { regions: ['140000'], departments: ['D28'] };
const NEW_PASSWORD = '汾河晚渡-双塔凌霄-蒙山';

let made = 0;
/** A real account without roles. */
async function create(change: object = {}): Promise<{ id: string; username: string; password: string }> {
  made += 1;
  const username = `zhang.wei${made}`;
  const unit = { kind: 'body', code: 'D28' };
  const payload = { username, name: '张伟', post: '科员', unit, ...change };
  const reply = await sysadmin({ method: 'POST', url: '/api/users', payload });
  expect(reply, 201);
  const { user, oneTimePassword } = reply.json();
  assert.deepEqual([user.grants, user.mustChangePassword, user.demo], [[], true, false]);
  return { id: user.id, username, password: oneTimePassword };
}

/** The same, with the one-time password changed to `NEW_PASSWORD`. */
async function settled(): Promise<{ id: string; username: string; caller: Caller }> {
  const { id, username, password } = await create();
  const caller = await node.as(username, password);
  const payload = { current: password, next: NEW_PASSWORD };
  expect(await caller({ method: 'POST', url: '/api/account/password', payload }), 204);
  return { id, username, caller };
}

const grant = (id: string, role: string, scope: object = NOWHERE, by = secadmin) =>
  by({ method: 'POST', url: `/api/users/${id}/roles`, payload: { role, scope } });
const revoke = (id: string, role: string, by = secadmin) =>
  by({ method: 'DELETE', url: `/api/users/${id}/roles/${role}` });
const deed = (id: string, verb: string, by = sysadmin) => by({ method: 'POST', url: `/api/users/${id}/${verb}` });

test('a new account has no role; its one-time password must be changed before any role counts', async () => {
  const { id, username, password } = await create();
  expect(await grant(id, 'officer', STATISTICS), 200);
  const caller = await node.as(username, password);
  const first = (await caller(SESSION)).json();
  assert.equal(first.obligation, 'change-password');
  assert.deepEqual([first.user.permissions, first.user.scope], [[], NOWHERE]);
  const payload = { current: password, next: NEW_PASSWORD };
  expect(await caller({ method: 'POST', url: '/api/account/password', payload }), 204);
  const then = (await caller(SESSION)).json();
  assert.equal(then.obligation, null);
  assert.deepEqual(then.user.scope, STATISTICS);
  assert.ok(then.user.permissions.includes('filing:write'));
});

test('names are unique, of one shape; units must stand today', async () => {
  const { username } = await create();
  const unit = { kind: 'body', code: 'D28' };
  const tryWith = (change: object) =>
    sysadmin({
      method: 'POST',
      url: '/api/users',
      payload: { username: 'li.na', name: '李娜', post: '科员', unit, ...change },
    });
  expect(await tryWith({ username }), 409, 'identity.username-taken');
  expect(await tryWith({ username: 'Li Na' }), 400);
  expect(await tryWith({ unit: { kind: 'body', code: 'D32' } }), 422, 'identity.unknown-unit');
  expect(await tryWith({ unit: { kind: 'government', code: '140202' } }), 422, 'identity.unknown-unit');
  expect(await tryWith({ unit: { kind: 'government', code: '999999' } }), 422, 'identity.unknown-unit');
});

test('a change of post and unit shows at once, and does not move the scope', async () => {
  const { id, caller } = await settled();
  await grant(id, 'officer', STATISTICS);
  const payload = { post: '副处长', unit: { kind: 'government', code: '140200' } };
  expect(await sysadmin({ method: 'PATCH', url: `/api/users/${id}`, payload }), 200);
  const { user } = (await caller(SESSION)).json();
  assert.deepEqual([user.post, user.unit.name, user.scope], ['副处长', '大同市', STATISTICS]);
});

test('what was not asked for is not written down, and what cannot be stored is refused', async () => {
  const admin = await node.as('sysadmin');
  const url = `/api/users/${await node.idOf('analyst')}`;
  const extra = { post: '高级分析师', note: 'x'.repeat(1000), unit: { kind: 'body', code: 'S01', more: 'y' } };
  expect(await admin({ method: 'PATCH', url, payload: extra }), 200);
  const [last] = (await node.audit()).slice(-1);
  assert.deepEqual(JSON.parse(last?.detail ?? ''), { post: '高级分析师', unit: { kind: 'body', code: 'S01' } });
  expect(await admin({ method: 'PATCH', url, payload: { post: 'a\u0000b' } }), 400, 'platform.bad-value');
  expect(await admin({ method: 'GET', url: '/api/users?search=%00' }), 400, 'platform.bad-value');
  expect(await admin({ method: 'GET', url: '/api/users?offset=99999999999999999999999' }), 400, 'platform.bad-value');
});

test('users are found by name, post and unit, by role and by state, page by page', async () => {
  const { username } = await create({ name: '欧阳修', post: '二级巡视员' });
  const find = async (query: string) => (await secadmin({ method: 'GET', url: `/api/users?${query}` })).json();
  const names = async (query: string) => (await find(query)).users.map((user: { username: string }) => user.username);
  assert.deepEqual(await names(`search=${encodeURIComponent('欧阳')}`), [username]);
  assert.deepEqual(await names(`search=${encodeURIComponent('巡视员')}`), [username]);
  assert.deepEqual(await names(`search=${encodeURIComponent('小店区')}`), ['county']);
  assert.deepEqual(await names('search=%25'), []);
  assert.deepEqual(await names('role=director'), ['director']);
  const all = await find('limit=200');
  assert.equal(all.total, all.users.length);
  const second = await find('limit=2&offset=2');
  assert.deepEqual(
    second.users.map((user: { id: string }) => user.id),
    all.users.slice(2, 4).map((user: { id: string }) => user.id),
  );
  assert.ok(!JSON.stringify(all).includes('argon2'));
});

test('a role granted or revoked counts in sessions that are open', async () => {
  const { id, caller } = await settled();
  const users = { method: 'GET', url: '/api/users' } as const;
  expect(await caller(users), 403, 'platform.forbidden');
  expect(await grant(id, 'bureau', { regions: 'all', departments: 'all' }), 200);
  expect(await caller(users), 200);
  assert.deepEqual((await caller(SESSION)).json().user.scope, { regions: 'all', departments: 'all' });
  expect(await grant(id, 'bureau', { regions: ['140100'], departments: ['D33'] }), 200);
  assert.deepEqual((await caller(SESSION)).json().user.scope, { regions: ['140100'], departments: ['D33'] });
  expect(await revoke(id, 'bureau'), 200);
  expect(await caller(users), 403);
  expect(await revoke(id, 'bureau'), 404);
});

test('nobody grants to himself or takes from himself', async () => {
  const me = await node.idOf('secadmin');
  expect(await grant(me, 'governor'), 403, 'identity.self-grant');
  expect(await revoke(me, 'secadmin'), 403, 'identity.self-grant');
});

test('unknown roles, regions and departments are refused', async () => {
  const { id } = await create();
  expect(await grant(id, 'emperor'), 422, 'identity.unknown-role');
  expect(await grant(id, 'officer', { regions: ['999999'], departments: [] }), 422, 'identity.unknown-region');
  expect(await grant(id, 'officer', { regions: [], departments: ['X99'] }), 422, 'identity.unknown-department');
  expect(await grant('01a20d44-0c3e-7bcf-bb86-43744fc54d51', 'officer'), 404);
});

test('incompatible duties are refused, with the reason, even when both are granted at once', async () => {
  const { id } = await create();
  expect(await grant(id, 'officer', STATISTICS), 200);
  const refused = await grant(id, 'director', STATISTICS);
  expect(refused, 409, 'identity.duty-conflict');
  assert.match(refused.json().detail, /填报人不得审核自己的数据/);
  expect(await grant(id, 'auditor'), 409, 'identity.duty-conflict');
  const other = await create();
  const replies = await Promise.all([grant(other.id, 'sysadmin'), grant(other.id, 'auditor')]);
  assert.deepEqual(replies.map((reply) => reply.statusCode).sort(), [200, 409]);
  // Whichever won: nobody but the demo keepers is to hold a keeper's role in the tests that follow.
  expect(await deed(other.id, 'disable'), 200);
});

test('the last holder of a keeper role cannot be disabled or lose it; one of two can', async () => {
  const [sec, aud, sys] = [await node.idOf('secadmin'), await node.idOf('auditor'), await node.idOf('sysadmin')];
  expect(await deed(sec, 'disable'), 409, 'identity.last-keeper');
  expect(await revoke(aud, 'auditor'), 409, 'identity.last-keeper');
  const second = await create();
  expect(await grant(second.id, 'auditor'), 200);
  expect(await revoke(aud, 'auditor'), 200);
  expect(await revoke(second.id, 'auditor'), 409, 'identity.last-keeper');
  expect(await grant(aud, 'auditor'), 200);
  expect(await deed(sys, 'disable'), 403, 'identity.self-change');
});

test('a disabled account is out at once and stays out; who does not know its password does not learn of it', async () => {
  const { id, username, caller } = await settled();
  expect(await deed(id, 'disable'), 200);
  expect(await caller(SESSION), 401);
  expect(await node.enter(username, NEW_PASSWORD), 403, 'identity.disabled');
  expect(await node.enter(username, 'wrong'), 401, 'identity.bad-credentials');
  expect(await deed(id, 'enable'), 200);
  expect(await node.enter(username, NEW_PASSWORD), 200);
});

test('a reset ends the sessions and gives a one-time password; keepers cannot be reset by the system administrator', async () => {
  const { id, username, caller } = await settled();
  const reply = await deed(id, 'reset-password');
  expect(reply, 200);
  expect(await caller(SESSION), 401);
  expect(await node.enter(username, NEW_PASSWORD), 401);
  const again = await node.enter(username, reply.json().oneTimePassword);
  assert.equal(again.json().obligation, 'change-password');
  expect(await deed(await node.idOf('secadmin'), 'reset-password'), 403, 'identity.keeper-protected');
  expect(await deed(await node.idOf('auditor'), 'reset-password'), 403, 'identity.keeper-protected');
  expect(await deed(await node.idOf('sysadmin'), 'reset-password'), 403, 'identity.self-change');
});

test('the security administrator takes a lock off', async () => {
  for (let i = 0; i < 5; i += 1) await node.enter('city', 'wrong');
  expect(await node.enter('city'), 403, 'identity.locked');
  const id = await node.idOf('city');
  expect(await deed(id, 'unlock', sysadmin), 403, 'platform.forbidden');
  expect(await deed(id, 'unlock', secadmin), 200);
  expect(await node.enter('city'), 200);
});

test('a second factor can be demanded of one account, and is forgotten when the telephone is lost', async () => {
  const { id, username, caller } = await settled();
  await grant(id, 'officer', STATISTICS);
  const demand = { method: 'PUT', url: `/api/users/${id}/second-factor`, payload: { required: true } } as const;
  expect(await secadmin(demand), 200);
  const session = (await caller(SESSION)).json();
  assert.deepEqual([session.obligation, session.user.permissions], ['enrol-second-factor', []]);
  const proof = { password: NEW_PASSWORD };
  const { secret } = (await caller({ method: 'POST', url: '/api/account/totp', payload: proof })).json();
  const confirmation = { totp: codeAt(secret, node.now()) };
  expect(await caller({ method: 'POST', url: '/api/account/totp/confirm', payload: confirmation }), 204);
  assert.equal((await caller(SESSION)).json().obligation, null);
  node.pass(1);
  const off = { ...proof, totp: codeAt(secret, node.now()) };
  expect(
    await caller({ method: 'POST', url: '/api/account/totp/disable', payload: off }),
    403,
    'identity.totp-demanded',
  );
  expect(await secadmin({ method: 'DELETE', url: `/api/users/${id}/second-factor` }), 200);
  expect(await caller(SESSION), 401);
  assert.equal((await node.enter(username, NEW_PASSWORD)).json().obligation, 'enrol-second-factor');
});

test('the security settings hold for open sessions at once', async () => {
  const officer = await node.as('officer');
  const set = (payload: object) => secadmin({ method: 'PUT', url: '/api/security-policy', payload });
  expect(await set({ idleMinutes: 10, secondFactorRoles: ['officer'] }), 200);
  node.pass(9);
  expect(await officer(SESSION), 200);
  // Demo accounts are exempt: their password is printed anyway.
  assert.equal((await officer(SESSION)).json().obligation, null);
  node.pass(10);
  expect(await officer(SESSION), 401);
  [sysadmin, secadmin] = [await node.as('sysadmin'), await node.as('secadmin')];
  expect(await set({ idleMinutes: 10, secondFactorRoles: ['emperor'] }), 422, 'identity.unknown-role');
  expect(await set({ idleMinutes: 1, secondFactorRoles: [] }), 400);
  expect(await set({ idleMinutes: 30, secondFactorRoles: [] }), 200);
});

test('a one-time password counts for three days', async () => {
  const { username, password } = await create();
  node.pass(72 * 60);
  expect(await node.enter(username, password), 200);
  node.pass(1);
  expect(await node.enter(username, password), 403, 'identity.password-expired');
});
