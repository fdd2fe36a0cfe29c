import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { POSTS } from '../../src/modules/identity/seed/posts.ts';
import { openTestApp, TEST_PASSWORD, type TestApp } from '../../src/platform/testing.ts';
import { openBrowser } from '../browser.ts';

const SITE = join(import.meta.dirname, '..', '..', 'dist', 'web', 'index.html');
const skip = existsSync(SITE) ? false : '网页尚未构建：先运行 npm run build';

let app: TestApp;
let address: string;
let browser: Browser;
before(async () => {
  if (skip) return;
  app = await openTestApp();
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await app?.dispose();
});

/** A page of a browser of one's own, with what it complains about: errors of scripts, of the content policy, of requests. */
async function openPage(colorScheme: 'light' | 'dark', size = { width: 1366, height: 768 }) {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: size, colorScheme });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  // Asking who is signed in, at the door, is answered 401: the browser says so.
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.text().includes('status of 401')) complaints.push(line.text());
  });
  return { page, complaints, close: () => context.close() };
}

async function signIn(page: Page, username: string): Promise<string> {
  await page.goto(`${address}/login`);
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(TEST_PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  await page.locator('.shell').waitFor();
  await page.waitForLoadState('networkidle');
  return new URL(page.url()).pathname;
}

async function seriousFaults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

const STARTS: Readonly<Record<string, string>> = {
  engineer: '/indicators',
  sysadmin: '/users',
  secadmin: '/users',
  auditor: '/audit',
};

test('every post begins at a page that it may use, and is shown the way to its pages only', { skip }, async () => {
  for (const { account } of POSTS) {
    const { page, complaints, close } = await openPage('light');
    assert.equal(await signIn(page, account), STARTS[account] ?? '/', account);
    assert.equal(await page.getByText('没有查看权限').count(), 0, account);
    await page.getByRole('button', { name: /我的账户/ }).click();
    const ways = await page
      .locator('.menu-sheet a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    assert.ok(ways.includes('/account'), account);
    assert.equal(ways.includes('/audit'), account === 'auditor', account);
    assert.equal(ways.includes('/users'), ['sysadmin', 'secadmin', 'bureau'].includes(account), account);
    assert.deepEqual(complaints, [], account);
    await close();
  }
});

for (const theme of ['light', 'dark'] as const) {
  test(`no serious fault of access on the main pages, and no complaint under the content policy: ${theme}`, {
    skip,
  }, async () => {
    for (const [username, paths] of [
      ['governor', ['/', '/boards/economy', '/account', '/me']],
      ['sysadmin', ['/users']],
      ['auditor', ['/audit']],
    ] as const) {
      const { page, complaints, close } = await openPage(theme);
      await page.goto(`${address}/login`);
      await page.getByLabel('账号').waitFor();
      assert.deepEqual(await seriousFaults(page), [], '/login');
      await signIn(page, username);
      for (const path of paths) {
        await page.goto(address + path, { waitUntil: 'networkidle' });
        assert.deepEqual(await seriousFaults(page), [], path);
      }
      assert.deepEqual(complaints, [], username);
      await close();
    }
  });
}

test('on a phone no page of the keepers is wider than the screen', { skip }, async () => {
  for (const [username, path] of [
    ['sysadmin', '/users'],
    ['auditor', '/audit'],
    ['secadmin', '/account'],
  ] as const) {
    const { page, close } = await openPage('light', { width: 390, height: 844 });
    await signIn(page, username);
    await page.goto(address + path, { waitUntil: 'networkidle' });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 390, path);
    await close();
  }
});
