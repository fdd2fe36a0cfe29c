import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../../../../test/browser.ts';
import { boards } from './stub/replies.test-support.ts';
import { type Stub, serveStub } from './stub/serve.test-support.ts';

const FOLDER = join(tmpdir(), 'cockpit-test');
const sizes = {
  desk: { width: 1920, height: 1080 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;

let stub: Stub;
let browser: Browser;

before(async () => {
  await mkdir(FOLDER, { recursive: true });
  stub = await serveStub(join(FOLDER, 'site'));
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await stub.close();
});

interface View {
  readonly path?: string;
  readonly layout?: keyof typeof sizes;
  readonly theme?: 'light' | 'dark';
  readonly context?: BrowserContextOptions;
  /** The server refuses in this view: the browser says so on its console. */
  readonly refuses?: boolean;
}

/** Open a page of the site, run a check on it, and fail on anything the page complains about. */
async function withPage(view: View, check: (page: Page) => Promise<void>): Promise<void> {
  const { path = '/', layout = 'desk', theme = 'light', context, refuses = false } = view;
  const opened = await browser.newContext({ viewport: sizes[layout], serviceWorkers: 'block', ...context });
  try {
    const page = await opened.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const join = path.includes('?') ? '&' : '?';
    await page.goto(`${stub.address}${path}${join}layout=${layout}&theme=${theme}`);
    await page.waitForFunction(() => document.querySelector('h1') && !document.querySelector('main .skeleton'));
    await page.evaluate(() => document.fonts.ready);
    await check(page);
    assert.deepEqual(refuses ? [] : complaints, []);
  } finally {
    await opened.close();
  }
}

function overflow(page: Page) {
  return page.evaluate(() => ({
    across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    down: document.documentElement.scrollHeight - document.documentElement.clientHeight,
  }));
}

async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((one) => `${one.id}: ${one.nodes[0]?.html} ${one.nodes[0]?.failureSummary}`);
  assert.deepEqual(found, []);
}

const asked = (page: Page, name: string) => new URL(page.url()).searchParams.get(name);

for (const layout of ['desk', 'wall', 'phone'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the overview on ${layout}, ${theme}: nothing sticks out, nothing stands in the way of a reader`, async () => {
      await withPage({ layout, theme }, async (page) => {
        const { across, down } = await overflow(page);
        assert.equal(across, 0);
        if (layout === 'wall') assert.equal(down, 0, 'a wall never scrolls');
        await page.screenshot({ path: join(FOLDER, `overview-${layout}-${theme}.png`) });
        await assertAccessible(page);
      });
    });
  }
}

test('at 3840×2160 the wall shows the same picture, and nothing on it can be pressed but its pager', async () => {
  const context = { viewport: { width: 3840, height: 2160 } };
  await withPage({ layout: 'wall', context }, async (page) => {
    assert.deepEqual(await overflow(page), { across: 0, down: 0 });
    assert.equal(await page.locator('main .menu-button, main .exception-actions button:visible').count(), 0);
    assert.equal(await page.locator('.exception').first().isVisible(), true);
  });
});

test('a laptop and 长者模式 have no bar across', async () => {
  for (const path of ['/', '/?elder=1']) {
    await withPage({ path, context: { viewport: { width: 1366, height: 768 } } }, async (page) => {
      assert.equal((await overflow(page)).across, 0);
      const cut = await page.locator('.kpi-value').evaluateAll(
        (all) =>
          all.filter((one) => {
            const digits = one.querySelector('.figure-digits');
            return digits && digits.getBoundingClientRect().right > one.getBoundingClientRect().right + 0.5;
          }).length,
      );
      assert.equal(cut, 0, 'digits are never cut');
    });
  }
});

test('nothing moves while the page fills', async () => {
  await withPage({}, async (page) => {
    const shift = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += Number(Reflect.get(entry, 'value'));
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(sum), 300);
        }),
    );
    assert.ok(shift < 0.01, `layout shift ${shift}`);
  });
});

test('an exception leads to its figure; going back closes the drawer', async () => {
  await withPage({}, async (page) => {
    await page.getByRole('button', { name: /^看原因: 原煤产量/ }).click();
    await page.getByRole('dialog').getByRole('heading', { name: '原煤产量' }).waitFor();
    assert.equal(asked(page, 'card'), 'NY001');
    await page.getByRole('dialog').getByText('虚构口径').waitFor();
    await assertAccessible(page);
    await page.goBack();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    assert.equal(asked(page, 'card'), null);
  });
});

test('the drawer turns to the figure before and after, by button and by key', async () => {
  await withPage({ path: '/?card=JJ005' }, async (page) => {
    const title = page.getByRole('dialog').getByRole('heading', { level: 2 }).first();
    await page.getByRole('button', { name: '下一项' }).click();
    await page.waitForURL(/card=JJ010/);
    await page.keyboard.press('[');
    await page.keyboard.press('[');
    await page.waitForURL(/card=JJ001/);
    assert.equal(await title.textContent(), '地区生产总值');
    assert.equal(await page.getByRole('button', { name: '上一项' }).isDisabled(), true);
  });
});

test('down by the map, aside by the header, up by escape: the map’s indicator stays', async () => {
  await withPage({ path: '/?focus=JJ019' }, async (page) => {
    await page
      .getByRole('button', { name: /^大同市/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(/region=140200/);
    await page.getByRole('heading', { name: '一般预算收入' }).waitFor();
    await page.getByText('边界为示意').waitFor();
    await page.getByRole('button', { name: '下一个：阳泉市' }).click();
    await page.waitForURL(/region=140300/);
    await page.locator('body').press('Escape');
    await page.waitForURL(/region=140000/);
    assert.equal(asked(page, 'focus'), 'JJ019');
  });
});

test('R10 with a city missing nobody is ranked, and the sentence says which; R13 it is no zero', async () => {
  await withPage({ path: '/?focus=JJ015' }, async (page) => {
    await page.getByText('不参与排名（缺1市：忻州市）').waitFor();
    const row = page.locator('.rank tr', { hasText: '忻州市' });
    assert.match((await row.textContent()) ?? '', /—.*迟报/);
    const places = await page.locator('.rank tbody tr > td:first-child').allTextContents();
    assert.ok(places.every((place) => place === '—'));
    assert.match((await page.locator('.map-legend').textContent()) ?? '', /无数据/);
  });
});

test('a change of place is said in words to a reader who does not see the arrow', async () => {
  await withPage({}, async (page) => {
    assert.equal(await page.getByRole('img', { name: '前移 1 位' }).first().isVisible(), true);
    assert.equal(await page.getByRole('img', { name: '后移 1 位' }).first().isVisible(), true);
  });
});

test('any indicator goes on the map by its name', async () => {
  await withPage({}, async (page) => {
    await page.getByRole('button', { name: /^换指标/ }).click();
    await page.getByRole('searchbox', { name: '搜指标名称' }).fill('投诉');
    await page.getByText('没有这样的指标').waitFor();
    await page.getByRole('searchbox', { name: '搜指标名称' }).fill('12315');
    await page.keyboard.press('Enter');
    await page.waitForURL(/focus=SC006/);
    await page.getByRole('heading', { name: '12315按时办结率' }).waitFor();
  });
});

test('the slash goes to the search, which finds places by initials and indicators by name', async () => {
  await withPage({}, async (page) => {
    await page.locator('body').press('/');
    const search = page.getByRole('combobox', { name: '搜指标、地区' });
    await search.fill('ty');
    await page.getByRole('option', { name: /太原市/ }).waitFor();
    await assertAccessible(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(/region=140100/);
    await page.locator('body').press('/');
    await search.fill('原煤');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByRole('heading', { name: '原煤产量' }).waitFor();
  });
});

test('arrow keys walk the cards; the question mark lists the keys', async () => {
  await withPage({}, async (page) => {
    const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
    await page.locator('.kpi').first().focus();
    await page.keyboard.press('ArrowRight');
    assert.match(await focused(), /规上工业增加值增速/);
    await page.keyboard.press('ArrowDown');
    assert.match(await focused(), /外送电量/);
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).waitFor();
  });
});

test('当时看到的数: the day stands in the address and over the page until one goes back', async () => {
  await withPage({}, async (page) => {
    await page.getByRole('button', { name: /^期别/ }).click();
    await assertAccessible(page);
    await page.getByLabel(/当时看到的数/).fill('2026-10-25');
    await page.getByRole('button', { name: '查看' }).click();
    await page.getByText('以下是 2026年10月25日当时看到的数').waitFor();
    assert.equal(asked(page, 'asOf'), '2026-10-25T23:59:59+08:00');
    await page.getByRole('button', { name: '回到现在' }).click();
    await page.getByText('当时看到的数，不含').waitFor({ state: 'detached' });
  });
});

test('an earlier month is chosen with two presses', async () => {
  await withPage({}, async (page) => {
    await page.getByRole('button', { name: /^期别/ }).click();
    await page.getByRole('button', { name: '截至2026年9月' }).click();
    await page.waitForURL(/period=2026-09/);
  });
});

test('who may not see it is told whom to ask; a failure is told with its code; both have a way back', async () => {
  const refused = [
    [403, /您的岗位没有查看权限/],
    [500, /stub\.500/],
  ] as const;
  for (const [status, words] of refused) {
    stub.answerScreens(status);
    await withPage({ path: '/?region=140100', refuses: true }, async (page) => {
      await page.getByText(words).waitFor();
      await assertAccessible(page);
      stub.answerScreens(200);
      await page.getByRole('link', { name: '回到本人所在地区的最新数据' }).click();
      await page.locator('.kpi').first().waitFor();
    });
  }
});

test('what is published is fetched anew; when that fails the old figures stay and say how old they are', async () => {
  await withPage({ refuses: true }, async (page) => {
    const fetched = page.waitForResponse(/screens\/overview/);
    stub.publish();
    await fetched;
    stub.answerScreens(500);
    stub.publish();
    await page.getByText(/更新未成功/).waitFor();
    assert.ok((await page.locator('.kpi').count()) > 8);
    stub.answerScreens(200);
    await page.getByRole('button', { name: '重试' }).click();
    await page.getByText(/更新未成功/).waitFor({ state: 'detached' });
  });
});

test('on a phone map, ranking and course stand behind tabs, and cards two in a row', async () => {
  await withPage({ layout: 'phone' }, async (page) => {
    await page.getByRole('tab', { name: '位次' }).click();
    await page.getByRole('table').getByText('太原市').waitFor();
    const tops = await page
      .locator('.domain')
      .first()
      .locator('.kpi')
      .evaluateAll((cards) => cards.map((card) => card.getBoundingClientRect().top));
    assert.equal(tops.length, 2);
    assert.equal(tops[0], tops[1]);
    await page.getByRole('button', { name: '全部 5 项' }).click();
    assert.equal(await page.locator('.domain').first().locator('.kpi').count(), 5);
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
    await page.pdf({ path: join(FOLDER, 'overview.pdf'), format: 'A3', landscape: true });
  });
});

test('English is complete: beside names and sentences that come as data no Chinese word is left', async () => {
  await withPage({ context: { locale: 'en' } }, async (page) => {
    await page.evaluate(() => localStorage.setItem('yiping.device', JSON.stringify({ language: 'en' })));
    await page.reload();
    await page.getByRole('heading', { name: 'Eight domains' }).waitFor();
    const ours = page.locator('.panel-head, .domain-name, .kpi-context, .map-tools, .freshness, .trend-readout');
    for (const text of await ours.allTextContents()) assert.doesNotMatch(text, /[\u4e00-\u9fff]/);
    await page.screenshot({ path: join(FOLDER, 'overview-english.png') });
  });
});
