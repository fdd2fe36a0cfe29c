import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Type } from 'typebox';
import { type Config, configFor } from '../../config.ts';
import { createLog } from '../log.ts';
import { createMetrics } from '../metrics.ts';
import { buildHttp, type HttpApp } from './server.ts';
import { serveSite } from './site.ts';

let folder: string;
let http: HttpApp;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yiping-http-'));
  const site = join(folder, 'site');
  await mkdir(join(site, 'assets'), { recursive: true });
  await mkdir(join(site, '.vite'));
  await writeFile(join(folder, 'secret.txt'), 'outside');
  await writeFile(join(site, '.vite', 'manifest.json'), '{}');
  await writeFile(join(site, 'assets', 'a.js'), '1');
  await writeFile(join(site, 'index.html'), '<!doctype html>the page');
  http = await open({}, site);
});
after(async () => {
  await http.close();
  await rm(folder, { recursive: true });
});

async function open(overrides: Partial<Config>, site = join(folder, 'none')): Promise<HttpApp> {
  const app = await buildHttp({
    config: configFor({ dataDir: folder, ...overrides }),
    log: createLog('silent'),
    metrics: createMetrics(),
    authenticate: async () => null,
    version: '0',
  });
  const open = { config: { access: 'public' as const } };
  const Echo = Type.Object({ text: Type.String() });
  app.get('/api/ping', open, async () => ({ ok: true }));
  app.post('/api/echo', { ...open, schema: { body: Echo } }, async (request) => ({
    text: request.body.text,
    keys: Object.keys(request.body),
    polluted: 'polluted' in {},
  }));
  await serveSite(app, site);
  return app;
}

test('every reply carries the policy; what the interface replies is stored nowhere', async () => {
  for (const [url, stored] of [
    ['/api/ping', 'no-store'],
    ['/api/nothing', 'no-store'],
    ['/', 'no-cache'],
    ['/assets/a.js', 'public, max-age=31536000, immutable'],
  ] as const) {
    const { headers } = await http.inject({ url, headers: { accept: 'text/html' } });
    const policy = String(headers['content-security-policy']);
    for (const rule of ["default-src 'self'", "connect-src 'self'", "object-src 'none'", "base-uri 'self'"])
      assert.ok(policy.includes(rule), `${url}: ${rule}`);
    assert.doesNotMatch(policy, /script-src|unsafe-eval/);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['strict-transport-security'], undefined);
    assert.equal(headers['cache-control'], stored, url);
  }
});

test('behind TLS the browser is told to stay there', async () => {
  const secure = await open({ secureCookies: true });
  const { headers } = await secure.inject('/api/ping');
  assert.equal(headers['strict-transport-security'], 'max-age=31536000');
  await secure.close();
});

/** A path as it is written, which `inject` and `fetch` would tidy up first. */
function askRaw(port: number, path: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.write(`GET ${path} HTTP/1.1\r\nHost: local\r\nConnection: close\r\n\r\n`);
  });
}

test('no path leads out of the site, and none to what the build left for itself', async () => {
  await http.listen({ host: '127.0.0.1', port: 0 });
  const bound = http.server.address();
  const port = typeof bound === 'object' && bound ? bound.port : 0;
  const paths = [
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/%2e%2e/%2e%2e/secret.txt',
    '/..\\secret.txt',
    '/%5c..%5csecret.txt',
    `/${folder}/secret.txt`,
    '/%00',
    '/%ff',
    '/.vite/manifest.json',
  ];
  for (const path of paths) {
    const reply = await askRaw(port, path);
    assert.match(reply, /^HTTP\/1.1 40[034] /, path);
    assert.match(reply, /content-type: application\/problem\+json/, path);
    assert.match(reply, /content-security-policy: /, path);
    assert.doesNotMatch(reply, /outside/, path);
  }
});

const send = (payload: string) =>
  http.inject({
    method: 'POST',
    url: '/api/echo',
    payload,
    headers: { 'content-type': 'application/json', 'x-yiping': '1' },
  });

test('hostile JSON is refused without a crash: prototypes, depth, size, and what is no JSON', async () => {
  assert.equal((await send('{"text":"a","__proto__":{"polluted":1}}')).statusCode, 400);
  assert.equal((await send('{"text":"a","constructor":{"prototype":{"polluted":1}}}')).statusCode, 400);
  assert.equal((await send('['.repeat(1_000_000))).statusCode, 400);
  assert.equal((await send(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).statusCode, 400);
  assert.equal((await send(`"${'x'.repeat(9 * 1024 * 1024)}"`)).statusCode, 413);
  assert.equal((await send('{"text":')).statusCode, 400);
  const plain = await send('{"text":"a","more":1}');
  assert.deepEqual(plain.json(), { text: 'a', keys: ['text', 'more'], polluted: false });
});

test('a form of another site cannot write: neither without the header nor as another kind of content', async () => {
  for (const headers of [
    { 'content-type': 'application/json' },
    { 'content-type': 'text/plain' },
    { 'content-type': 'application/x-www-form-urlencoded' },
  ]) {
    const reply = await http.inject({ method: 'POST', url: '/api/echo', payload: '{"text":"a"}', headers });
    assert.deepEqual([reply.statusCode, reply.json().code], [403, 'platform.missing-header']);
  }
});
