import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { assertAccessible, type Looking, openLooking } from './stub/looking.test-support.ts';
import { boards } from './stub/replies.test-support.ts';

let looking: Looking;
before(async () => {
  looking = await openLooking('boards');
});
after(() => looking.close());

const withPage: Looking['withPage'] = (view, check) => looking.withPage(view, check);

test('who may not see it is told whom to ask; a failure is told with its code; both have a way back', async () => {
  const refused = [
    [403, /您的岗位没有查看权限/],
    [500, /stub\.500/],
  ] as const;
  for (const [status, words] of refused) {
    looking.stub.answerScreens(status);
    await withPage({ path: '/?region=140100', refuses: true }, async (page) => {
      await page.getByText(words).waitFor();
      await assertAccessible(page);
      looking.stub.answerScreens(200);
      await page.getByRole('link', { name: '回到本人所在地区的最新数据' }).click();
      await page.locator('.kpi').first().waitFor();
    });
  }
});

test('what is published is fetched anew; when that fails the old figures stay and say how old they are', async () => {
  await withPage({ refuses: true }, async (page) => {
    const fetched = page.waitForResponse(/screens\/overview/);
    looking.stub.publish();
    await fetched;
    looking.stub.answerScreens(500);
    looking.stub.publish();
    await page.getByText(/更新未成功/).waitFor();
    assert.ok((await page.locator('.kpi').count()) > 8);
    looking.stub.answerScreens(200);
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText(/更新未成功/).waitFor({ state: 'detached' });
  });
});

test('every board opens; a board without a module of its own says what feeds it', async () => {
  for (const { id, name, route, feeds } of boards) {
    await withPage({ path: route }, async (page) => {
      assert.equal(await page.locator('h1').textContent(), name);
      const said = await page.getByText(feeds, { exact: true }).count();
      assert.equal(said, ['overview', 'economy', 'regions'].includes(id) ? 0 : 1, id);
    });
  }
});

test('经济运行: the furthest behind comes first; places are ranked only by the keys the indicator allows', async () => {
  await withPage({ path: '/boards/economy?view=progress' }, async (page) => {
    const lines = await page.locator('.progress-line').allTextContents();
    assert.match(lines[0] ?? '', /一般预算收入.*慢于时序 4\.6 个百分点/);
    await assertAccessible(page);
    await page.getByRole('tab', { name: '各地比较' }).click();
    await page.getByRole('button', { name: '完成率' }).click();
    await page.getByRole('columnheader', { name: '完成率 %' }).waitFor();
    assert.equal(await page.getByRole('button', { name: '改善率' }).count(), 0);
    await assertAccessible(page);
    await page.getByRole('tab', { name: '全部数据' }).click();
    await page.getByRole('columnheader', { name: /归口单位/ }).waitFor();
    assert.equal(await page.getByRole('row').count(), 16);
    await assertAccessible(page);
  });
});

test('市县纵横: one place by its standing, and places side by side', async () => {
  await withPage({ path: '/boards/regions?region=140200&view=beside' }, async (page) => {
    await page.getByRole('button', { name: '长治市', pressed: false }).click();
    await page.waitForURL(/with=/);
    await page.getByRole('columnheader', { name: /长治市/ }).waitFor();
    await assertAccessible(page);
    await page.getByRole('tab', { name: '一地画像' }).click();
    await page.getByRole('heading', { name: '大同市在同级中的位次' }).waitFor();
    await assertAccessible(page);
  });
});

test('厅局直通: a department opens with its figures, what is red first', async () => {
  await withPage({ path: '/boards/departments' }, async (page) => {
    await assertAccessible(page);
    assert.equal(await page.getByRole('button', { name: /科技厅/ }).isDisabled(), true);
    await page.getByRole('button', { name: /统计局/ }).click();
    await page.locator('.kpi').first().waitFor();
    assert.match((await page.locator('.kpi').first().textContent()) ?? '', /原煤产量/);
    await page.getByRole('button', { name: '返回全部厅局' }).click();
    await page.getByRole('button', { name: /统计局/ }).waitFor();
  });
});

test('一键直联: one finds who answers for an indicator', async () => {
  await withPage({ path: '/boards/direct' }, async (page) => {
    await page.getByRole('searchbox', { name: '搜单位或指标' }).fill('外送电量');
    assert.equal(await page.locator('tbody tr').count(), 1);
    await page.getByRole('button', { name: '省统计局' }).click();
    await page.waitForURL(/boards\/departments\?dept=D28/);
  });
});

test('on paper every exception is there, 演示数据 too, and nothing that can only be pressed', async () => {
  await withPage({ theme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.header .demo').isVisible(), true);
    assert.equal(await page.locator('.map-tools').isVisible(), false);
    const list = page.locator('.area-lead .panel-body');
    assert.equal(await list.evaluate((one) => getComputedStyle(one).overflow), 'visible');
    await page.pdf({ path: join(looking.folder, 'overview.pdf'), format: 'A3', landscape: true });
  });
});

test('English is complete: beside names and sentences that come as data no Chinese word is left', async () => {
  await withPage({ context: { locale: 'en' } }, async (page) => {
    await page.evaluate(() => localStorage.setItem('yiping.device', JSON.stringify({ language: 'en' })));
    await page.reload();
    await page.getByRole('heading', { name: 'Eight domains' }).waitFor();
    const ours = page.locator('.panel-head, .domain-name, .kpi-context, .map-tools, .freshness, .trend-readout');
    for (const text of await ours.allTextContents()) assert.doesNotMatch(text, /[\u4e00-\u9fff]/);
    await page.screenshot({ path: join(looking.folder, 'overview-english.png') });
  });
});
