import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { InjectOptions } from 'fastify';
import type { Caller } from '#platform/testing.ts';
import { type IdentityApp, openIdentity } from '../identity.test-support.ts';
import { POSTS } from '../seed/posts.ts';

/** Nobody has this id: whoever is let through gets as far as "no such user". */
const NOBODY = '01a20d44-0c3e-7bcf-bb86-43744fc54d51';
const user = `/api/users/${NOBODY}`;
const unit = { kind: 'body', code: 'X99' };
const scope = { regions: [], departments: [] };

interface RouteCase {
  readonly method: NonNullable<InjectOptions['method']>;
  readonly url: string;
  readonly payload?: object;
  /** The demo accounts that are let through, or everyone who is signed in. */
  readonly may: 'signed-in' | readonly string[];
  /** What those see; all others see 403, and 401 without a session. */
  readonly status: number;
}

const READERS = ['bureau', 'sysadmin', 'secadmin'];

/** Every guarded route of the module. The guards come before the actions, so ids and bodies may be void. */
const CASES: readonly RouteCase[] = [
  { method: 'GET', url: '/api/session', may: 'signed-in', status: 200 },
  { method: 'GET', url: '/api/sessions', may: 'signed-in', status: 200 },
  { method: 'DELETE', url: `/api/sessions/${NOBODY}`, may: 'signed-in', status: 404 },
  { method: 'POST', url: '/api/account/password', payload: {}, may: 'signed-in', status: 400 },
  { method: 'POST', url: '/api/account/totp', payload: {}, may: 'signed-in', status: 400 },
  { method: 'POST', url: '/api/account/totp/confirm', payload: {}, may: 'signed-in', status: 400 },
  { method: 'POST', url: '/api/account/totp/disable', payload: {}, may: 'signed-in', status: 400 },
  { method: 'GET', url: '/api/divisions', may: 'signed-in', status: 200 },
  { method: 'GET', url: '/api/departments', may: 'signed-in', status: 200 },
  { method: 'GET', url: '/api/roles', may: READERS, status: 200 },
  { method: 'GET', url: '/api/security-policy', may: READERS, status: 200 },
  { method: 'PUT', url: '/api/security-policy', payload: {}, may: ['secadmin'], status: 400 },
  { method: 'GET', url: '/api/users', may: READERS, status: 200 },
  { method: 'GET', url: user, may: READERS, status: 404 },
  { method: 'GET', url: `${user}/roles`, may: READERS, status: 404 },
  {
    ...{ method: 'POST', url: '/api/users', payload: { username: 'li.na', name: '李娜', post: '科员', unit } },
    ...{ may: ['sysadmin'], status: 422 },
  },
  { method: 'PATCH', url: user, payload: { name: '李娜' }, may: ['sysadmin'], status: 404 },
  { method: 'POST', url: `${user}/disable`, may: ['sysadmin'], status: 404 },
  { method: 'POST', url: `${user}/enable`, may: ['sysadmin'], status: 404 },
  { method: 'POST', url: `${user}/reset-password`, may: ['sysadmin'], status: 404 },
  { method: 'DELETE', url: '/api/demo', may: ['sysadmin'], status: 409 },
  { method: 'POST', url: `${user}/unlock`, may: ['secadmin'], status: 404 },
  { method: 'PUT', url: `${user}/second-factor`, payload: { required: true }, may: ['secadmin'], status: 404 },
  { method: 'DELETE', url: `${user}/second-factor`, may: ['secadmin'], status: 404 },
  { method: 'POST', url: `${user}/roles`, payload: { role: 'officer', scope }, may: ['secadmin'], status: 404 },
  { method: 'DELETE', url: `${user}/roles/officer`, may: ['secadmin'], status: 404 },
  { method: 'GET', url: '/api/audit', may: ['auditor'], status: 200 },
  { method: 'GET', url: '/api/audit/verify', may: ['auditor'], status: 200 },
];

let node: IdentityApp;
const callers = new Map<string, Caller>();
before(async () => {
  node = await openIdentity();
  for (const { account } of POSTS) callers.set(account, await node.as(account));
});
after(() => node.app.dispose());

for (const { method, url, payload, may, status } of CASES) {
  test(`${method} ${url.replace(NOBODY, ':id')}: ${may === 'signed-in' ? 'everyone signed in' : may.join(', ')}`, async () => {
    const request = { method, url, payload };
    const outside = await node.app.http.inject({ ...request, headers: { 'x-yiping': '1' } });
    const found = { nobody: outside.statusCode, ...(await statuses(request)) };
    const wanted = POSTS.map(({ account }) => {
      const passes = may === 'signed-in' || may.includes(account);
      return [account, passes ? status : 403] as const;
    });
    assert.deepEqual(found, { nobody: 401, ...Object.fromEntries(wanted) });
  });
}

async function statuses(request: InjectOptions): Promise<Record<string, number>> {
  const found: [string, number][] = [];
  for (const [account, caller] of callers) found.push([account, (await caller(request)).statusCode]);
  return Object.fromEntries(found);
}

test('every route of the module stands in this matrix', async () => {
  const { paths } = (await node.app.http.inject({ method: 'GET', url: '/api/openapi.json' })).json();
  const listed = Object.entries<Record<string, unknown>>(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const tested = CASES.map(
    ({ method, url }) => `${method} ${url.replace('/roles/officer', '/roles/{role}').replace(NOBODY, '{id}')}`,
  );
  const open = ['POST /api/session', 'DELETE /api/session'];
  assert.deepEqual(listed.filter((route) => !open.includes(route)).sort(), tested.toSorted());
});

test('a write without the header that a foreign page cannot send is refused, session or not', async () => {
  const [cookie] = (await node.enter('secadmin')).cookies;
  for (const { method, url, payload } of CASES.filter((route) => route.method !== 'GET')) {
    const cookies = { [cookie?.name ?? '']: cookie?.value ?? '' };
    const reply = await node.app.http.inject({ method, url, payload, cookies });
    assert.equal(reply.json().code, 'platform.missing-header', `${method} ${url}`);
  }
});

test('metrics are for this machine itself and the operators, not for what a proxy lets through', async () => {
  const ask = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') =>
    (await node.app.http.inject({ url: '/metrics', headers, remoteAddress })).statusCode;
  assert.equal(await ask({}), 200);
  assert.equal(await ask({}, '10.1.2.3'), 403);
  assert.equal(await ask({ 'x-forwarded-for': '127.0.0.1' }), 403);
  assert.equal(await ask({ forwarded: 'for=10.1.2.3' }), 403);
  const engineer = await node.as('engineer');
  assert.equal((await engineer({ url: '/metrics', remoteAddress: '10.1.2.3' })).statusCode, 200);
});
