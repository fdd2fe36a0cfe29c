import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { identity } from '../../src/modules/identity/module.ts';
import { openTestApp, TEST_PASSWORD, type TestApp } from '../../src/platform/testing.ts';
import { openBrowser } from '../browser.ts';

const SITE = join(import.meta.dirname, '..', '..', 'dist', 'web', 'index.html');
const skip = existsSync(SITE) ? false : '网页尚未构建：先运行 npm run build';
const NEXT = '汾河晚渡-双塔凌霄-蒙山';

let app: TestApp;
let address: string;
let browser: Browser;
const faults: string[] = [];
before(async () => {
  if (skip) return;
  app = await openTestApp({}, [identity]);
  address = await app.http.listen({ host: '127.0.0.1', port: 0 });
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await app?.dispose();
});

/** Sign in in a browser of one's own and open a page. */
async function open(path: string, username: string, password = TEST_PASSWORD): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`${username}: ${error.message}`));
  await page.goto(`${address}/login?next=${path}`);
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(password);
  await page.getByRole('button', { name: '登录' }).click();
  await page.waitForURL((url) => url.pathname !== '/login');
  await page.goto(address + path);
  return page;
}

async function isAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`),
    [],
  );
}

let oneTimePassword = '';

test('the system administrator makes an account and sees its password once', { skip }, async () => {
  const page = await open('/users', 'sysadmin');
  await page.getByRole('row', { name: /inspector/ }).waitFor();
  await isAccessible(page);
  await page.getByRole('button', { name: '新建用户' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('账号').fill('zhang.wei');
  await sheet.getByLabel('姓名').fill('张伟');
  await sheet.getByLabel('职务').fill('科员');
  await sheet.locator('select[name=code]').selectOption('D28');
  await sheet.getByRole('button', { name: '建立' }).click();
  oneTimePassword = (await sheet.locator('output').textContent()) ?? '';
  assert.match(oneTimePassword, /^\w{12}$/);
  await sheet.getByRole('button', { name: '关闭' }).click();
  await page.getByRole('button', { name: '张伟' }).click();
  assert.equal(await page.getByRole('dialog').getByLabel('授予角色').count(), 0);
});

test('the security administrator grants a role in a scope; what does not go together is refused with the reason', {
  skip,
}, async () => {
  const page = await open('/users', 'secadmin');
  assert.equal(await page.getByRole('button', { name: '新建用户' }).count(), 0);
  await page.getByRole('button', { name: '张伟' }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel('授予角色').selectOption('officer');
  await sheet.getByRole('group', { name: '地区范围' }).getByLabel('添加…').selectOption('140100');
  await sheet.getByRole('group', { name: '部门范围' }).getByLabel('添加…').selectOption('D28');
  await sheet.getByRole('button', { name: '授予', exact: true }).click();
  await sheet.getByText('地区范围: 太原市').waitFor();
  await sheet.getByLabel('授予角色').selectOption('director');
  await sheet.getByRole('button', { name: '授予', exact: true }).click();
  await sheet.getByText('填报人不得审核自己的数据').waitFor();
});

test('the new person changes the password, sets up a second factor and comes back with it', { skip }, async () => {
  const page = await open('/account', 'zhang.wei', oneTimePassword);
  await page.getByText('请先修改初始密码').waitFor();
  await page.getByLabel('当前密码').fill(oneTimePassword);
  await page.getByLabel('新密码').first().fill(NEXT);
  await page.getByLabel('再输一次新密码').fill(NEXT);
  await page.getByRole('button', { name: '修改', exact: true }).click();
  await page.getByText('密码已修改').waitFor();
  await page.getByRole('button', { name: '启用', exact: true }).click();
  await page.getByLabel('当前密码').last().fill(NEXT);
  await page.getByRole('button', { name: '继续' }).click();
  await page.getByRole('img', { name: '双因素密钥的二维码' }).waitFor();
  await isAccessible(page);
  const secret = ((await page.locator('output').textContent()) ?? '').replaceAll(' ', '');
  await page.getByLabel('身份验证器上的 6 位数字').fill(new TOTP({ secret }).generate());
  await page.getByRole('button', { name: '确认启用' }).click();
  await page.getByText('双因素认证已启用').waitFor();
  await page.getByText('当前设备').waitFor();
});

test('the auditor finds the grant and verifies the chain; others see that it is not for them', { skip }, async () => {
  const page = await open('/audit', 'auditor');
  await page.getByRole('button', { name: '核验审计链' }).click();
  await page.getByText('哈希链完整').waitFor();
  await page.getByLabel('动作').fill('role.');
  await page.getByRole('button', { name: '查询' }).click();
  await page.getByRole('row', { name: /secadmin 授予角色/ }).waitFor();
  await isAccessible(page);
  const other = await open('/audit', 'governor');
  await other.getByText('您的岗位没有查看权限').waitFor();
});

test('no page broke', { skip }, () => assert.deepEqual(faults, []));
