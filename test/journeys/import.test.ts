import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { openTestApp, TEST_PASSWORD, type TestApp } from '../../src/platform/testing.ts';
import { openBrowser } from '../browser.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const SITE = join(ROOT, 'dist', 'web', 'index.html');
const NBS = join(ROOT, '..', 'shared', 'data', 'nbs');
const skip = existsSync(SITE) ? false : '网页尚未构建：先运行 npm run build';
const skipNbs = skip || (existsSync(NBS) ? false : '没有 ../shared/data/nbs');

let app: TestApp;
let address: string;
let browser: Browser;
const faults: string[] = [];
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

/** Sign in in a browser of one's own and open a page. */
async function open(path: string, username = 'officer'): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1366, height: 768 } });
  const page = await context.newPage();
  page.on('pageerror', (error) => faults.push(`${username}: ${error.message}`));
  await page.goto(`${address}/login?next=${path}`);
  await page.getByLabel('账号').fill(username);
  await page.getByLabel('密码').fill(TEST_PASSWORD);
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

const choose = (page: Page, ...files: { name: string; content: string | Buffer }[]) =>
  page.setInputFiles(
    'main input[type=file]',
    files.map(({ name, content }) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(content) })),
  );

/** As cities publish: title, unit line, a growth beside its values, words where a number should be, notes below. */
const sheet = (gdp: number) =>
  [
    '2024年各市主要经济指标,,,',
    '单位：万元、%,,,',
    '地区,地区生产总值,增速,财政收入',
    `太原市,${gdp},4.6,4123456`,
    '大同市,18745612.2,3.9,停报',
    '阳泉市,10234567,—,987654',
    '晋城县,22456789,4.2,1987654',
    '忻州市,15098765,3.8,停报',
    '晋中市,21345678.9,4.4,1876543',
    '注：本表为初步核算数。,,,',
    '数据来源：各市统计局,,,',
  ].join('\r\n');

const counts = (page: Page) =>
  page
    .locator('.equation b')
    .evaluateAll((terms) => terms.map((term) => Number(term.textContent?.replaceAll(',', ''))));

test('what is no table is refused in words that say what to do; the rest of the pile goes on', { skip }, async () => {
  const page = await open('/import');
  const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
  await choose(
    page,
    { name: '空.csv', content: '' },
    { name: '照片.csv', content: png },
    { name: '人口.csv', content: '地区,2024年人口(万人)\n太原市,545.4\n大同市,310.2\n' },
  );
  await page.getByText('文件“空.csv”是空的').waitFor();
  await page.getByText('“照片.csv”其实是图片').waitFor();
  await page.getByText('请从原系统重新导出数据表').waitFor();
  await page.getByText('已识别，1 张工作表待核对').waitFor();
  await isAccessible(page);
});

test('cells pasted from a spreadsheet become a file and open for a look', { skip }, async () => {
  const page = await open('/import');
  await page.getByText('把文件拖到本页').waitFor();
  await page.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', '地区\t2023年粮食产量(万吨)\n太原市\t30.1\n大同市\t120.5\n');
    window.dispatchEvent(new ClipboardEvent('paste', { clipboardData }));
  });
  await page.getByRole('heading', { name: '粘贴的表格.tsv' }).waitFor();
  await page.getByText('粮食产量').first().waitFor();
});

test('a reading says what it found and why; a correction by keyboard shows what changed and can be taken back', {
  skip,
}, async () => {
  const page = await open('/import');
  await choose(page, { name: '各市.csv', content: sheet(54187345.1) });
  await page.getByText('1 个名称不认得').waitFor();
  await page.getByText('写在 A 列，认得 3 个地区').waitFor();
  await page.getByText('接收 3 · 隔离 3 · 非数据 5').waitFor();
  await isAccessible(page);
  await page.locator('[data-head=column]').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  const editor = page.getByRole('dialog', { name: 'C 列“增速”读作' });
  await editor.getByRole('button', { name: '不收', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('C 列：增速 % → 不收').waitFor();
  await page.getByRole('button', { name: '撤销这一步' }).click();
  await page.getByRole('status').getByText('C 列：不收 → 增速 %').waitFor();
});

test('an unknown name is told once; the import adds up; held rows are mended together', { skip }, async () => {
  const page = await open('/import');
  await choose(page, { name: '各市.csv', content: sheet(54187345.1) });
  await page.getByText('这个文件已经收过').waitFor();
  await page.getByRole('link', { name: '核对读法' }).click();
  await page.getByRole('button', { name: '指定…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '晋城市' }).click();
  await page.getByText('第 7 行：隔离 → 数据').waitFor();
  await page.getByRole('button', { name: '按此读法导入' }).click();
  await page.getByText('完成，2 行待修').waitFor();
  assert.deepEqual(await counts(page), [11, 4, 2, 5]);
  await isAccessible(page);
  await page.getByLabel('“停报”都改为').fill('—');
  await page.getByLabel('“停报”都改为').press('Enter');
  await page.locator('.light', { hasText: /^完成$/ }).waitFor();
  assert.deepEqual(await counts(page), [11, 6, 0, 5]);
});

test('the same sheet read the same way is not imported twice, and the page says so', { skip }, async () => {
  const page = await open('/import');
  await page.getByRole('link', { name: '2024年各市主要经济指标' }).first().click();
  await page.getByRole('link', { name: '各市.csv' }).click();
  await page.getByText('这个文件已经导入过').waitFor();
  await page.getByRole('button', { name: '按此读法导入' }).click();
  await page.getByText('这张表已用同样的读法导入过，没有重复导入').waitFor();
});

test('the next file of this shape is read with the correction remembered, and without it when asked', {
  skip,
}, async () => {
  const page = await open('/import');
  await choose(page, { name: '各市新.csv', content: sheet(57187345.1) });
  await page.getByText('已按上次同形文件的修正读取').waitFor();
  await page.getByText('写在 A 列，认得 4 个地区').waitFor();
  await page.getByRole('button', { name: '恢复原读法' }).click();
  await page.getByText('1 个名称不认得').waitFor();
  await page.getByRole('button', { name: '撤销这一步' }).click();
  await page.getByText('已按上次同形文件的修正读取').waitFor();
});

test('a measure in 万元 is bound to an indicator in 亿元 and stands on the map; another dimension is refused', {
  skip,
}, async () => {
  const page = await open('/import');
  await page.getByRole('link', { name: '2024年各市主要经济指标' }).first().click();
  const gdp = page.getByRole('region', { name: '地区生产总值', exact: true });
  await gdp.getByLabel('指标', { exact: true }).selectOption({ label: '工业投资增速（%）' });
  await gdp.getByRole('button', { name: '预览' }).click();
  await gdp.getByText('不是同一种量，不能换算').waitFor();
  await gdp.getByLabel('指标', { exact: true }).selectOption('JJ001');
  await gdp.getByText('万元换算为亿元：数值除以10000').first().waitFor();
  await gdp.getByRole('button', { name: '预览' }).click();
  await gdp.getByRole('button', { name: '确认挂接并发布' }).click();
  await gdp.getByRole('link', { name: '在地图上看' }).last().click();
  await page.waitForURL((url) => url.searchParams.get('focus') === 'JJ001');
  await page.getByText('5,418.73').first().waitFor();
});

test('a measure that is no known indicator becomes a new one: on the map, in the indicator centre, on record', {
  skip,
}, async () => {
  const page = await open('/import');
  await page.getByRole('link', { name: '2024年各市主要经济指标' }).first().click();
  const income = page.getByRole('region', { name: '财政收入', exact: true });
  await income.getByLabel('指标', { exact: true }).selectOption('new');
  assert.ok(await income.getByRole('button', { name: '预览' }).isDisabled(), 'nothing is guessed of what must be said');
  await income.getByLabel('指标分类').selectOption({ label: '经济运行' });
  await income.getByLabel('责任部门').selectOption('D28');
  await income.getByLabel('单位').fill('亿元');
  await income.getByLabel('优劣方向').selectOption({ label: '越高越好' });
  await income.getByLabel('汇总方法').selectOption({ label: '各地相加' });
  await income.getByLabel('口径', { exact: false }).last().fill('各市公布的财政收入，测试用');
  await isAccessible(page);
  await income.getByRole('button', { name: '预览' }).click();
  await income.getByText('万元换算为亿元：数值除以10000').first().waitFor();
  await income.getByRole('button', { name: '确认挂接并发布' }).click();
  await income.getByText(/已挂接，发布 \d+ 个数值/).waitFor();
  await income.getByRole('link', { name: '在地图上看' }).last().click();
  await page.waitForURL((url) => url.searchParams.get('focus') === 'JJ501');
  await page.getByText('412.35').first().waitFor();
  await page.goto(`${address}/indicators?search=${encodeURIComponent('财政收入')}`);
  await page.getByRole('button', { name: '财政收入', exact: true }).click();
  await page.getByText('各市公布的财政收入，测试用').first().waitFor();
  const auditor = await app.signInAs('auditor');
  const kept = await auditor({ method: 'GET', url: '/api/audit?action=indicators.define&subjectId=JJ501' });
  assert.equal(kept.json().rows[0]?.username, 'officer', kept.body);
});

test('a figure of the catalogue leads to its cell in the file', { skip }, async () => {
  const page = await open('/catalogue');
  await page.getByText(/^共 \d+ 个/).waitFor();
  await isAccessible(page);
  await page.getByLabel('名称、编码或信息项').fill('财政收入');
  await page.getByRole('button', { name: '2024年各市主要经济指标' }).click();
  await page.getByRole('button', { name: /^财政收入 4,123,456/ }).click();
  const drawer = page.getByRole('dialog', { name: '数据出处' });
  await drawer.getByText('D4 单元格').waitFor();
  await drawer.getByText('4123456').first().waitFor();
  await drawer.getByRole('button', { name: '关闭' }).click();
  await isAccessible(page);
});

test('those who may not import are told so; those who may read see results', { skip }, async () => {
  const page = await open('/import', 'governor');
  await page.getByText('您的岗位没有查看权限').waitFor();
  assert.equal(await page.getByRole('button', { name: '选择文件' }).count(), 0);
  await page.goto(`${address}/catalogue`);
  await page.getByRole('button', { name: '2024年各市主要经济指标' }).waitFor();
});

/** All numbers of a published CSV below its header, which stands in the line that begins with 地区. */
function sumOf(name: string): number {
  const lines = new TextDecoder('gb18030').decode(readFileSync(join(NBS, name))).split(/\r?\n/);
  const data = lines.slice(lines.findIndex((line) => line.startsWith('地区')) + 1).map((line) => line.split(','));
  const numbers = data.flatMap((cells) => cells.slice(1).filter((cell) => /^-?[\d.]+$/.test(cell))).map(Number);
  return numbers.reduce((sum, value) => sum + value, 0);
}

test('published sheets go through the page as they come, with nothing held and nothing lost', {
  skip: skipNbs,
}, async () => {
  const page = await open('/import');
  for (const name of readdirSync(NBS)) {
    await page.goto(`${address}/import`);
    await choose(page, { name, content: readFileSync(join(NBS, name)) });
    await page.getByRole('button', { name: '按此读法导入' }).click();
    await page.locator('.light', { hasText: /^完成$/ }).waitFor();
    const [read, accepted, held, other] = await counts(page);
    assert.deepEqual([held, (accepted ?? 0) + (other ?? 0)], [0, read], name);
    if (!name.startsWith('分省')) continue;
    const sum = await page.locator('.data-table tbody tr').first().locator('td').nth(2).textContent();
    assert.equal(Number(sum?.replaceAll(',', '')), Math.round(sumOf(name) * 1e4) / 1e4, name);
  }
});

test('no page broke', { skip }, () => assert.deepEqual(faults, []));
