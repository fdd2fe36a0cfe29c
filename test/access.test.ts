import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { POSTS } from '../src/modules/identity/seed/posts.ts';
import type { Access } from '../src/platform/http/access.ts';
import { type Caller, LIGHT_MODULES, openTestApp, type TestApp } from '../src/platform/testing.ts';
import { type Guarded, probeInto } from './routes.ts';

const SNAPSHOT = join(import.meta.dirname, 'access.txt');

const textOf = (access: Access): string => (typeof access === 'string' ? access : access.permission);

/** An address with its parameters filled in by something that exists nowhere. */
const addressOf = (url: string): string => url.replaceAll(/:([A-Za-z]+)/g, '00000000-0000-7000-8000-000000000001');

describe('access: every role at every route', () => {
  const routes: Guarded[] = [];
  let app: TestApp;
  const callers = new Map<string, { call: Caller; permissions: ReadonlySet<string> }>();

  before(async () => {
    app = await openTestApp({}, [probeInto(routes), ...LIGHT_MODULES]);
    for (const { account: username } of POSTS) {
      const call = await app.signInAs(username);
      const session = await call({ method: 'GET', url: '/api/session' });
      callers.set(username, { call, permissions: new Set(session.json().user.permissions) });
    }
  });
  after(() => app.dispose());

  it('is written down: a new or changed route shows in test/access.txt', () => {
    const lines = routes
      .filter(({ url }) => url.startsWith('/api/'))
      .map(({ method, url, access }) => `${method} ${url} ${textOf(access)}`);
    const text = `${[...new Set(lines)].sort().join('\n')}\n`;
    if (process.env.UPDATE_SNAPSHOTS) writeFileSync(SNAPSHOT, text);
    assert.equal(text, readFileSync(SNAPSHOT, 'utf8'), 'run with UPDATE_SNAPSHOTS=1 and review the difference');
  });

  it('refuses strangers everywhere but at public routes', async () => {
    for (const { method, url, access } of routes.filter((route) => route.access !== 'public')) {
      const reply = await app.http.inject({ method, url: addressOf(url), headers: { 'x-yiping': '1' } });
      assert.equal(reply.statusCode, 401, `${method} ${url} (${textOf(access)})`);
    }
  });

  it('refuses every role without the permission, before anything else is looked at', async () => {
    let refused = 0;
    for (const [username, { call, permissions }] of callers) {
      for (const { method, url, access } of routes) {
        if (typeof access === 'string' || permissions.has(access.permission)) continue;
        const reply = await call({ method, url: addressOf(url) });
        assert.equal(reply.statusCode, 403, `${username} at ${method} ${url} (${access.permission})`);
        refused++;
      }
    }
    assert.ok(refused > 200, `only ${refused} refusals were tried`);
  });

  it('lets every role with the permission read', async () => {
    for (const [username, { call, permissions }] of callers) {
      for (const { method, url, access } of routes) {
        const mayRead = access === 'signed-in' || (typeof access === 'object' && permissions.has(access.permission));
        if (method !== 'GET' || !mayRead || url === '/api/events') continue;
        const reply = await call({ method, url: addressOf(url) });
        assert.ok(
          reply.statusCode !== 401 && reply.statusCode < 500,
          `${username} at ${method} ${url}: ${reply.statusCode} ${reply.body.slice(0, 200)}`,
        );
      }
    }
  });

  it('refuses writes without the header that a foreign page cannot send', async () => {
    for (const { method, url } of routes.filter((route) => route.method !== 'GET' && !route.asks)) {
      const reply = await app.http.inject({ method, url: addressOf(url) });
      assert.equal(reply.statusCode, 403, `${method} ${url}`);
      assert.equal(reply.json().code, 'platform.missing-header');
    }
  });
});
