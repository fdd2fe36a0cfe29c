import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TEST_PASSWORD } from '#platform/testing.ts';
import { codeAt, expect, type IdentityApp, openIdentity } from '../identity.test-support.ts';
import { POSTS } from '../seed/posts.ts';
import type { IdentityTables } from '../tables.ts';
import { createKeepers, recoverAccount } from './create-keepers.ts';
import { demoAccounts } from './demo.ts';

const OTHER_PASSWORD = 'Another-Demo-Passw0rd';
const NEXT = '汾河晚渡-双塔凌霄-蒙山';

let node: IdentityApp;
before(async () => {
  node = await openIdentity({ demoPassword: null, secureCookies: true });
});
after(() => node.app.dispose());

/** Open the same folder again, as after a restart. */
async function restart(overrides: object): Promise<void> {
  await node.app.close();
  node = await openIdentity({ dataDir: node.app.config.dataDir, frozenNow: node.now(), ...overrides });
}

test('without a password in the environment one is made, kept sealed, and the same after a restart', async () => {
  const first = await demoAccounts(node.app.platform);
  assert.ok(first);
  assert.deepEqual(first.usernames.toSorted(), POSTS.map((post) => post.account).sort());
  assert.match(first.password, /^\w{12}$/);
  const settings = await node.app.platform.db<IdentityTables>().selectFrom('platform.setting').selectAll().execute();
  assert.ok(!JSON.stringify(settings).includes(first.password));
  await restart({ demoPassword: null, secureCookies: true });
  assert.deepEqual(await demoAccounts(node.app.platform), first);
  const reply = await node.enter('governor', first.password);
  expect(reply, 200);
  assert.equal(reply.cookies[0]?.secure, true);
});

test('another password in the environment at a later start is taken over', async () => {
  const old = await demoAccounts(node.app.platform);
  await restart({ demoPassword: OTHER_PASSWORD });
  assert.equal((await demoAccounts(node.app.platform))?.password, OTHER_PASSWORD);
  expect(await node.enter('governor', OTHER_PASSWORD), 200);
  expect(await node.enter('governor', old?.password), 401);
});

test('demo data do not go while no real keepers could take over', async () => {
  const sysadmin = await node.as('sysadmin', OTHER_PASSWORD);
  const reply = await sysadmin({ method: 'DELETE', url: '/api/demo' });
  expect(reply, 409, 'identity.keepers-missing');
  assert.match(reply.json().detail, /系统管理员、安全管理员、审计员|create-admin/);
});

test('the command makes the three keepers once, each bound to change the password and set up a second factor', async () => {
  const accounts = await createKeepers(node.app.platform);
  assert.deepEqual(
    accounts.map(({ username }) => username),
    ['admin.system', 'admin.security', 'admin.audit'],
  );
  await assert.rejects(createKeepers(node.app.platform), { code: 'identity.keepers-exist' });
  const [system] = accounts;
  assert.ok(system);
  const caller = await node.as(system.username, system.oneTimePassword);
  const session = async () => (await caller({ method: 'GET', url: '/api/session' })).json();
  assert.equal((await session()).obligation, 'change-password');
  expect(await caller({ method: 'GET', url: '/api/users' }), 403);
  const change = { current: system.oneTimePassword, next: NEXT };
  expect(await caller({ method: 'POST', url: '/api/account/password', payload: change }), 204);
  assert.equal((await session()).obligation, 'enrol-second-factor');
  expect(await caller({ method: 'GET', url: '/api/users' }), 403);
  const { secret } = (await caller({ method: 'POST', url: '/api/account/totp', payload: { password: NEXT } })).json();
  const confirmation = { totp: codeAt(secret, node.now()) };
  expect(await caller({ method: 'POST', url: '/api/account/totp/confirm', payload: confirmation }), 204);
  expect(await caller({ method: 'GET', url: '/api/users' }), 200);
});

test('demo accounts vanish with the demo data, with their sessions and password; real ones and the audit stay', async () => {
  const { oneTimePassword } = await recoverAccount(node.app.platform, 'admin.system');
  const governor = await node.as('governor', OTHER_PASSWORD);
  const admin = await node.as('admin.system', oneTimePassword);
  const change = { current: oneTimePassword, next: NEXT };
  expect(await admin({ method: 'POST', url: '/api/account/password', payload: change }), 204);
  const { secret } = (await admin({ method: 'POST', url: '/api/account/totp', payload: { password: NEXT } })).json();
  await admin({ method: 'POST', url: '/api/account/totp/confirm', payload: { totp: codeAt(secret, node.now()) } });
  const rowsBefore = (await node.audit()).length;
  const reply = await admin({ method: 'DELETE', url: '/api/demo' });
  expect(reply, 200);
  assert.equal(reply.json().accounts, POSTS.length);
  expect(await governor({ method: 'GET', url: '/api/session' }), 401);
  expect(await node.enter('governor', OTHER_PASSWORD), 401, 'identity.bad-credentials');
  assert.equal(await demoAccounts(node.app.platform), null);
  const { users } = (await admin({ method: 'GET', url: '/api/users' })).json();
  assert.deepEqual(
    users.map((user: { username: string }) => user.username),
    ['admin.audit', 'admin.security', 'admin.system'],
  );
  assert.equal((await node.audit()).length, rowsBefore + 2);
  const events = node.app.platform.db<IdentityTables>().selectFrom('platform.event').select('topic');
  assert.deepEqual(await events.where('topic', '=', 'identity.demo-removed').execute(), [
    { topic: 'identity.demo-removed' },
  ]);
  expect(await admin({ method: 'DELETE', url: '/api/demo' }), 409, 'identity.no-demo');
});

test('they do not come back at the next start, whatever the environment says', async () => {
  await restart({ demo: true, demoPassword: TEST_PASSWORD });
  assert.equal(await demoAccounts(node.app.platform), null);
  expect(await node.enter('governor'), 401);
});
