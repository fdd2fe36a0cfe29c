import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Browser } from 'playwright-core';
import { openTestApp, TEST_PASSWORD, type TestApp } from '../../src/platform/testing.ts';
import { openBrowser } from '../browser.ts';

const SITE = join(import.meta.dirname, '..', '..', 'dist', 'web', 'index.html');
const skip = existsSync(SITE) ? false : '网页尚未构建：先运行 npm run build';

let app: TestApp;
let browser: Browser;
before(async () => {
  if (skip) return;
  app = await openTestApp();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await app?.dispose();
});

const listen = (on: TestApp, port: number) => on.http.listen({ host: '127.0.0.1', port });

test('a wall goes through a restart of the server: it says so, keeps its page and comes back by itself', {
  skip,
}, async () => {
  const address = await listen(app, 0);
  const page = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage();
  await page.goto(`${address}/?layout=wall`);
  await page.getByLabel('账号').fill('governor');
  await page.getByLabel('密码').fill(TEST_PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.locator('.wall-pager').waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  const visited: string[] = [];
  page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).pathname));
  const lost = page.locator('.lost-line');
  assert.equal(await lost.count(), 0);

  await app.close();
  await lost.waitFor({ timeout: 20_000 });
  assert.match((await lost.textContent()) ?? '', /^连接中断，显示 \d\d:\d\d 的数据$/);
  assert.ok(await page.locator('.wall-pager').isVisible());

  app = await openTestApp(app.config);
  await listen(app, Number(new URL(address).port));
  await lost.waitFor({ state: 'detached', timeout: 60_000 });
  assert.equal(app.platform.live.size, 1);
  assert.deepEqual(visited, []);
  assert.equal(new URL(page.url()).pathname, '/');
});
