import assert from 'node:assert/strict';
import { createReadStream, existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { openBrowser } from '../../test/browser.ts';
import { boards } from './gallery/data.ts';
import { session } from './gallery/session.ts';

/** The policy of the real server: the built site must run under it. */
const POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; frame-ancestors 'self'";
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};

let site: string;
let address: string;
let browser: Browser;
const server = createServer((request, reply) => void answer(request, reply));
/** What the stub of the server knows. */
const state = { signedIn: false, version: '' };

before(async () => {
  site = await mkdtemp(join(tmpdir(), 'site-'));
  const configFile = resolve(import.meta.dirname, '../../vite.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: site } });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const bound = server.address();
  address = typeof bound === 'object' && bound ? `http://127.0.0.1:${bound.port}` : '';
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await new Promise((closed) => server.close(closed));
  await rm(site, { recursive: true });
});

async function answer(request: IncomingMessage, reply: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  if (pathname.startsWith('/api/')) return answerApi(request, reply, pathname);
  const asked = join(site, pathname);
  const file = extname(pathname) !== '' && existsSync(asked) ? asked : join(site, 'index.html');
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  reply.writeHead(200, { 'content-type': type, 'content-security-policy': POLICY });
  createReadStream(file)
    .on('end', () => reply.end(file.endsWith('sw.js') ? state.version : ''))
    .pipe(reply, { end: false });
}

async function answerApi(request: IncomingMessage, reply: ServerResponse, pathname: string): Promise<void> {
  const send = (status: number, body?: unknown) => {
    reply.writeHead(status, { 'content-type': 'application/json' });
    reply.end(body === undefined ? '' : JSON.stringify(body));
  };
  const refuse = (code: string) => send(401, { code, title: '未登录', status: 401 });
  if (pathname === '/api/session' && request.method === 'POST') {
    if (request.headers['x-yiping'] !== '1') return send(403, { code: 'platform.missing-header', title: '已拒绝' });
    const entry: { password?: string; totp?: string } = JSON.parse(await readBody(request));
    if (entry.password !== 'right') return refuse('identity.bad-credentials');
    if (entry.totp === undefined) return refuse('identity.totp-required');
    if (entry.totp !== '123456') return refuse('identity.bad-totp');
    state.signedIn = true;
    return send(200, session);
  }
  if (!state.signedIn) return refuse('platform.not-signed-in');
  if (pathname === '/api/session' && request.method === 'DELETE') {
    state.signedIn = false;
    return send(204);
  }
  if (pathname === '/api/session') return send(200, session);
  if (pathname === '/api/cockpit/boards') return send(200, boards);
  return send(404, { code: 'platform.no-such-address', title: '未找到' });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  return Buffer.concat(parts).toString();
}

/** Run a story in a browser of its own; fail on what the page complains about, but for the 401 that are part of it. */
async function story(tell: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const complaints: string[] = [];
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 40[14]/.test(message.text())) complaints.push(message.text());
    });
    await tell(page);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
  }
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('账号').fill('governor');
  await page.getByLabel('密码').fill('right');
  await page.getByRole('button', { name: '登录' }).click();
  await page.getByLabel('动态验证码').fill('123 456');
  await page.getByRole('button', { name: '登录' }).click();
  await page.locator('.shell').waitFor({ timeout: 5000 });
}

test('signing in: a wrong password is said, the second factor is asked for, and one lands where one wanted to go', async () => {
  state.signedIn = false;
  await story(async (page) => {
    await page.goto(`${address}/board-3?tab=red`);
    await page.waitForURL(/\/login\?next=/);
    await page.getByLabel('账号').fill('governor');
    await page.getByLabel('密码').fill('wrong');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('账号或密码不正确').waitFor();
    assert.equal(await page.getByLabel('动态验证码').count(), 0);
    await page.getByLabel('密码').fill('right');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByLabel('动态验证码').fill('000000');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('动态验证码不正确').waitFor();
    await page.getByLabel('动态验证码').fill('123456');
    await page.getByRole('button', { name: '登录' }).click();
    await page.waitForURL(`${address}/board-3?tab=red`);
    await page.getByText('由业务模块发布后在此出现').waitFor();
    assert.equal(await page.locator('.header .demo').textContent(), '演示数据');
  });
});

test('a page is named after its board, a wrong address says so, and signing out ends at the door', async () => {
  state.signedIn = true;
  await story(async (page) => {
    await page.goto(`${address}/board-1`);
    await page.getByText('由业务模块发布后在此出现').waitFor();
    assert.equal(await page.title(), '经济运行 · 一屏');
    await page.goto(`${address}/no-such-place`);
    await page.getByText('没有这个页面').waitFor();
    await page.getByRole('button', { name: /我的账户/ }).click();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL(/\/login/);
  });
});

test('a session that ends elsewhere leads to the door and back', async () => {
  state.signedIn = true;
  await story(async (page) => {
    await page.goto(`${address}/board-2`);
    await page.locator('.shell').waitFor();
    state.signedIn = false;
    await page.reload();
    await page.waitForURL(/\/login\?next=%2Fboard-2/);
    await signIn(page);
    await page.waitForURL(`${address}/board-2`);
  });
});

test('what is chosen is kept on the device; what the address asks for is kept for the tab', async () => {
  state.signedIn = true;
  await story(async (page) => {
    const html = page.locator('html');
    await page.goto(`${address}/board-1?layout=wall`);
    await page.locator('.wall-pager').waitFor();
    await page.goto(`${address}/board-5`);
    await page.locator('.wall-pager').waitFor();
    assert.equal(await html.getAttribute('data-theme'), 'dark');
    await page.goto(`${address}/board-1?layout=desk`);
    await page.getByRole('button', { name: '显示设置' }).click();
    await page.getByRole('button', { name: '深色' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Demo data').waitFor();
    await page.goto(`${address}/board-2`);
    await page.getByText('Demo data').waitFor();
    assert.equal(await html.getAttribute('data-theme'), 'dark');
    assert.equal(await html.getAttribute('lang'), 'en');
    assert.equal(await html.getAttribute('data-layout'), 'desk');
  });
});

test('on a phone five places lie at the thumb, and all boards under 我的', async () => {
  state.signedIn = true;
  await story(async (page) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${address}/board-1`);
    await page.locator('.phone-bar .badge').waitFor();
    assert.deepEqual(await page.locator('.phone-tab').allTextContents(), ['要看', '指标', '督办7', '直联', '我的']);
    await page.getByRole('link', { name: '我的' }).click();
    await page.waitForURL(`${address}/me`);
    const linksOf = (name: string) => page.getByRole('navigation', { name }).getByRole('link');
    await linksOf('全部板块').first().waitFor();
    assert.equal(await linksOf('全部板块').count(), 14);
    assert.deepEqual(await linksOf('数据与管理').allTextContents(), ['指标中心', '我的账号']);
    await page.getByLabel(/长者模式/).check();
    assert.equal(await page.locator('html').getAttribute('data-elder'), '');
  });
});

test('the shell is kept on the device, no reply of the API is kept, and a new version is offered', async () => {
  state.signedIn = true;
  await story(async (page) => {
    await page.goto(`${address}/board-1`);
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    await page.reload();
    await page.locator('.shell').waitFor();
    const kept = await page.evaluate(async () => {
      const names = await caches.keys();
      const all = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return all.flat().map((request) => new URL(request.url).pathname);
    });
    assert.ok(kept.includes('/') && kept.some((path) => path.startsWith('/assets/')));
    assert.deepEqual(
      kept.filter((path) => path.startsWith('/api/')),
      [],
    );
    state.version = '\n// another version';
    await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
    await page.getByText('系统已更新').waitFor();
  });
});
