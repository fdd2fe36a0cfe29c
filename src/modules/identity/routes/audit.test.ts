import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { CompiledQuery } from 'kysely';
import { type Caller, TEST_PASSWORD } from '#platform/testing.ts';
import { codeAt, expect, type IdentityApp, openIdentity } from '../identity.test-support.ts';
import type { IdentityTables } from '../tables.ts';

let node: IdentityApp;
let auditor: Caller;
before(async () => {
  node = await openIdentity();
  auditor = await node.as('auditor');
});
after(() => node.app.dispose());

const NEXT = '汾河晚渡-双塔凌霄-蒙山';
const SESSION = '/api/session';

/** The actions written meanwhile, as `who action outcome`. */
async function audited(work: () => Promise<unknown>): Promise<string[]> {
  const start = (await node.audit()).length;
  await work();
  return (await node.audit()).slice(start).map((row) => `${row.username} ${row.action} ${row.outcome}`);
}

const verify = async () => (await auditor({ method: 'GET', url: '/api/audit/verify' })).json();

test('signing in, failing to and signing out stand in the audit, whoever it was', async () => {
  const rows = await audited(async () => {
    const caller = await node.as('director');
    await caller({ method: 'DELETE', url: SESSION });
    await node.enter('director', 'wrong');
    await node.enter('nobody-of-that-name', 'wrong');
  });
  assert.deepEqual(rows, [
    'director session.open done',
    'director session.close done',
    'director session.open refused',
    'stranger session.open refused',
  ]);
});

test('every write of the keepers stands in the audit once, under the name of who did it', async () => {
  const [sysadmin, secadmin] = [await node.as('sysadmin'), await node.as('secadmin')];
  const unit = { kind: 'body', code: 'D28' };
  const payload = { username: 'zhang.wei', name: '张伟', post: '科员', unit };
  const { user } = (await sysadmin({ method: 'POST', url: '/api/users', payload })).json();
  const at = `/api/users/${user.id}`;
  const scope = { regions: ['140000'], departments: [] };
  const steps: readonly (readonly [Caller, 'POST' | 'PATCH' | 'PUT' | 'DELETE', string, object | undefined, string])[] =
    [
      [sysadmin, 'PATCH', at, { name: '张薇' }, 'sysadmin user.change done'],
      [sysadmin, 'POST', `${at}/disable`, undefined, 'sysadmin user.disable done'],
      [sysadmin, 'POST', `${at}/enable`, undefined, 'sysadmin user.enable done'],
      [sysadmin, 'POST', `${at}/reset-password`, undefined, 'sysadmin user.reset-password done'],
      [secadmin, 'POST', `${at}/roles`, { role: 'officer', scope }, 'secadmin role.grant done'],
      [secadmin, 'DELETE', `${at}/roles/officer`, undefined, 'secadmin role.revoke done'],
      [secadmin, 'POST', `${at}/unlock`, undefined, 'secadmin user.unlock done'],
      [secadmin, 'PUT', `${at}/second-factor`, { required: true }, 'secadmin second-factor.require done'],
      [secadmin, 'DELETE', `${at}/second-factor`, undefined, 'secadmin second-factor.reset done'],
      [
        secadmin,
        'PUT',
        '/api/security-policy',
        { idleMinutes: 30, secondFactorRoles: [] },
        'secadmin policy.change done',
      ],
    ];
  for (const [caller, method, url, body, row] of steps) {
    const rows = await audited(async () => expect(await caller({ method, url, payload: body }), 200));
    assert.deepEqual(rows, [row]);
  }
});

test('what is refused leaves neither a change nor a row that says it was done', async () => {
  const secadmin = await node.as('secadmin');
  const id = await node.idOf('officer');
  const scope = { regions: [], departments: [] };
  const rows = await audited(() =>
    secadmin({ method: 'POST', url: `/api/users/${id}/roles`, payload: { role: 'director', scope } }),
  );
  assert.deepEqual(rows, []);
  const grants = (await secadmin({ method: 'GET', url: `/api/users/${id}/roles` })).json().grants;
  assert.deepEqual(
    grants.map((grant: { role: string }) => grant.role),
    ['officer'],
  );
});

test('reading the audit is audited', async () => {
  const rows = await audited(async () => {
    await auditor({ method: 'GET', url: '/api/audit?username=director' });
    await verify();
  });
  assert.deepEqual(rows, ['auditor audit.read done', 'auditor audit.verify done']);
});

test('rows are filtered, the latest first, page by page without gap or overlap', async () => {
  const read = async (query: string) => (await auditor({ method: 'GET', url: `/api/audit?${query}` })).json();
  const refused = await read('action=session.&outcome=refused&limit=500');
  assert.ok(refused.rows.length >= 2);
  for (const row of refused.rows) assert.deepEqual([row.action, row.outcome], ['session.open', 'refused']);
  assert.deepEqual((await read('username=nobody')).rows, []);
  assert.deepEqual((await read(`from=${node.now().toISOString().replace('2026', '2027')}`)).rows, []);
  assert.ok((await read(`from=${node.now().toISOString()}`)).rows.length > 0);
  const subject = await read(`subjectKind=user&subjectId=${await node.idOf('zhang.wei')}&limit=500`);
  assert.ok(subject.rows.length >= 9);
  const seqs: number[] = [];
  for (let before: number | null = null; ; ) {
    const page = await read(`limit=3&to=2027-01-01T00:00:00Z${before === null ? '' : `&before=${before}`}`);
    seqs.push(...page.rows.map((row: { seq: number }) => row.seq));
    before = page.next;
    if (before === null) break;
  }
  const first = seqs[0] ?? 0;
  assert.deepEqual(
    seqs,
    Array.from({ length: first }, (_, i) => first - i),
  );
});

test('neither passwords nor codes nor secrets nor tokens stand anywhere in the audit', async () => {
  const reply = await node.enter('analyst');
  const cookie = reply.cookies[0]?.value ?? '';
  const caller = await node.as('analyst');
  const post = (url: string, payload: object) => caller({ method: 'POST', url, payload });
  const { secret } = (await post('/api/account/totp', { password: TEST_PASSWORD })).json();
  const totp = codeAt(secret, node.now());
  expect(await post('/api/account/totp/confirm', { totp }), 204);
  node.pass(1);
  const next = codeAt(secret, node.now());
  expect(await post('/api/account/password', { current: TEST_PASSWORD, next: NEXT, totp: next }), 204);
  await node.enter('analyst', 'Wr0ng-guess-of-mine', '000000');
  // People type their password into the field of the name.
  await node.enter(TEST_PASSWORD, 'whatever');
  const text = JSON.stringify(await node.audit());
  for (const word of [TEST_PASSWORD, TEST_PASSWORD.toLowerCase(), NEXT, secret, next, cookie, 'Wr0ng-guess', 'argon2'])
    assert.ok(!text.includes(word), word);
});

test('the chain is whole, and the database refuses to change or remove a row', async () => {
  const { rows, brokenAt } = await verify();
  assert.equal(brokenAt, null);
  assert.ok(rows > 30);
  const db = node.app.platform.db<IdentityTables>();
  await assert.rejects(db.updateTable('platform.audit').set({ username: 'x' }).execute(), /append-only/);
  await assert.rejects(db.deleteFrom('platform.audit').execute(), /append-only/);
});

test('a row changed behind the trigger is found, by its number', async () => {
  const script = (sql: string) => node.app.platform.pg.script(sql);
  await script(`alter table platform.audit disable trigger all;
    update platform.audit set username = 'someone.else' where seq = 5;
    alter table platform.audit enable trigger all;`);
  assert.equal((await verify()).brokenAt, 5);
  const was = await node.app.platform.pg.raw(CompiledQuery.raw('select username from platform.audit where seq = 5'));
  assert.equal(was.rows[0]?.username, 'someone.else');
});

/** A process of its own, so that its log is its standard error and nothing else. */
const SCRIPT = `
import { openTestApp, TEST_PASSWORD } from '#platform/testing.ts';
import { identity } from './module.ts';
const app = await openTestApp({ logLevel: 'trace' }, [identity]);
const post = (payload) => app.http.inject({ method: 'POST', url: '/api/session', headers: { 'x-yiping': '1' }, payload });
await post({ username: 'governor', password: TEST_PASSWORD });
await post({ username: 'governor', password: 'Wr0ng-guess-of-mine' });
await post({ username: 'governor', password: ['Wr0ng-guess-of-mine'] });
await app.platform.pg.script('drop table identity.session cascade');
const reply = await post({ username: 'governor', password: TEST_PASSWORD });
app.platform.log.error({ body: { password: TEST_PASSWORD } }, 'status ' + reply.statusCode);
await app.dispose();`;

test('no password comes into the log, not even when the ledger fails', async () => {
  const directory = import.meta.dirname.replace(/routes$/, '');
  const args = ['--input-type=module', '-e', SCRIPT];
  const log = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, args, { cwd: directory }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr, { cause: error })) : resolve(stdout + stderr),
    );
  });
  assert.match(log, /status 500/);
  assert.match(log, /request failed/);
  for (const word of [TEST_PASSWORD, 'Wr0ng-guess']) assert.ok(!log.includes(word), log);
});
