import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { asked, assertAccessible, type Looking, openLooking, overflow } from './stub/looking.test-support.ts';

let looking: Looking;
before(async () => {
  looking = await openLooking('overview');
});
after(() => looking.close());

const withPage: Looking['withPage'] = (view, check) => looking.withPage(view, check);

for (const layout of ['desk', 'wall', 'phone'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`the overview on ${layout}, ${theme}: nothing sticks out, nothing stands in the way of a reader`, async () => {
      await withPage({ layout, theme }, async (page) => {
        const { across, down } = await overflow(page);
        assert.equal(across, 0);
        if (layout === 'wall') assert.equal(down, 0, 'a wall never scrolls');
        await page.screenshot({ path: join(looking.folder, `overview-${layout}-${theme}.png`) });
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
    const title = (name: string) =>
      page.getByRole('dialog').getByRole('heading', { name, exact: true }).first().waitFor();
    await page.getByRole('button', { name: '下一项' }).click();
    await title('固定资产投资增速');
    await page.keyboard.press('[');
    await title('规上工业增加值增速');
    await page.keyboard.press('[');
    await title('地区生产总值');
    assert.equal(asked(page, 'card'), 'JJ001');
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
