import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { openBrowser } from '../../../test/browser.ts';
import { type Gallery, serveGallery } from '../gallery/serve.ts';

const FOLDER = join(tmpdir(), 'kit');
const sizes = {
  desk: { width: 1440, height: 900 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;
type Layout = keyof typeof sizes;

let gallery: Gallery;
let browser: Browser;

before(async () => {
  await mkdir(FOLDER, { recursive: true });
  gallery = await serveGallery(join(FOLDER, 'site'));
  browser = await openBrowser();
});
after(async () => {
  await browser.close();
  await gallery.close();
});

interface View {
  readonly layout: Layout | 'auto';
  readonly theme?: 'light' | 'dark';
  readonly view?: 'overview' | 'states';
  readonly extra?: string;
  readonly context?: BrowserContextOptions;
}

/** Open a view of the gallery, run a check on it, and fail on anything the page complains about. */
async function withPage(
  { layout, theme = 'light', view = 'overview', extra = '', context }: View,
  check: (page: Page) => Promise<void>,
) {
  const size = layout === 'auto' ? sizes.desk : sizes[layout];
  const opened = await browser.newContext({ viewport: size, ...context });
  try {
    const page = await opened.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    const asked = layout === 'auto' ? '' : `&layout=${layout}`;
    await page.goto(`${gallery.address}/?theme=${theme}&view=${view}${asked}${extra}`, { waitUntil: 'networkidle' });
    await page.evaluate(() => document.fonts.ready);
    await check(page);
    assert.deepEqual(complaints, []);
  } finally {
    await opened.close();
  }
}

const textOf = async (place: Locator) => (await place.textContent()) ?? '';
const spoken = async (slider: Locator) => (await slider.getAttribute('aria-valuetext')) ?? '';

/** Pixels by which the page is wider and taller than its window. */
function overflow(page: Page) {
  return page.evaluate(() => ({
    across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    down: document.documentElement.scrollHeight - document.documentElement.clientHeight,
  }));
}

for (const layout of ['desk', 'wall', 'phone'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    for (const view of ['overview', 'states'] as const) {
      test(`${view} on ${layout}, ${theme}: nothing sticks out, and nothing stands in the way of a reader`, async () => {
        await withPage({ layout, theme, view }, async (page) => {
          const { across, down } = await overflow(page);
          assert.equal(across, 0);
          if (layout === 'wall') assert.equal(down, 0, 'a wall never scrolls');
          await page.screenshot({ path: join(FOLDER, `${view}-${layout}-${theme}.png`), fullPage: layout !== 'wall' });
          const { violations } = await new AxeBuilder({ page }).analyze();
          const found = violations.map((one) => `${one.id}: ${one.nodes[0]?.html} ${one.nodes[0]?.failureSummary}`);
          assert.deepEqual(found, []);
        });
      });
    }
  }
}

test('a wall at four times the pixels shows the same picture', async () => {
  const context = { viewport: { width: 3840, height: 2160 } };
  await withPage({ layout: 'wall', context }, async (page) => {
    const size = await page
      .locator('.kpi-value')
      .first()
      .evaluate((one) => getComputedStyle(one).fontSize);
    assert.equal(Math.round(Number.parseFloat(size)), 92);
    assert.deepEqual(await overflow(page), { across: 0, down: 0 });
  });
});

test('at 200 % zoom and in 长者模式 nothing sticks out', async () => {
  const zoomed = { viewport: { width: 683, height: 384 } };
  await withPage({ layout: 'auto', context: zoomed }, async (page) => {
    assert.equal(await page.locator('html').getAttribute('data-layout'), 'phone');
    assert.equal((await overflow(page)).across, 0);
  });
  for (const layout of ['desk', 'phone'] as const) {
    await withPage({ layout, extra: '&elder=1' }, async (page) => {
      assert.equal((await overflow(page)).across, 0);
      await page.screenshot({ path: join(FOLDER, `elder-${layout}.png`), fullPage: true });
    });
  }
});

test('nothing moves while the page fills', async () => {
  await withPage({ layout: 'desk' }, async (page) => {
    const shift = await page.evaluate(
      () =>
        new Promise<number>((done) => {
          let sum = 0;
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) sum += 'value' in entry ? Number(entry.value) : 0;
          }).observe({ type: 'layout-shift', buffered: true });
          setTimeout(() => done(sum), 200);
        }),
    );
    assert.ok(shift < 0.02, `layout shift ${shift}`);
  });
});

test('R13 states without a figure show a dash and their own word, and no digit', async () => {
  await withPage({ layout: 'desk', view: 'states' }, async (page) => {
    for (const word of ['缺数', '迟报', '未到报期', '基数为零', '不予显示']) {
      const value = page
        .locator('.kpi', { has: page.locator(`.figure-word:text-is("${word}")`) })
        .locator('.kpi-value');
      assert.match(await textOf(value), new RegExp(`^—\\s*${word}$`));
    }
    assert.equal(await textOf(page.locator('.kpi-turn')), '由负转正');
  });
});

test('digits never wrap and are never cut, however long', async () => {
  await withPage({ layout: 'phone', view: 'states' }, async (page) => {
    const cut = await page.locator('.kpi-value').evaluateAll((values) =>
      values
        .filter((value) => {
          const digits = value.querySelector('.figure-digits');
          if (!digits) return false;
          const [inner, outer] = [digits.getBoundingClientRect(), value.getBoundingClientRect()];
          return inner.right > outer.right + 0.5 || inner.height > outer.height * 1.2;
        })
        .map((value) => value.textContent),
    );
    assert.deepEqual(cut, []);
  });
});

test('a card opens its drawer; the drawer holds the focus and gives it back', async () => {
  await withPage({ layout: 'desk', view: 'states' }, async (page) => {
    const card = page.locator('.kpi').first();
    await card.focus();
    await page.keyboard.press('Enter');
    await page.waitForTimeout(250);
    await page.screenshot({ path: join(FOLDER, 'drawer-desk.png') });
    const inside = () => page.evaluate(() => document.activeElement?.closest('dialog') !== null);
    assert.ok(await inside());
    for (let press = 0; press < 6; press += 1) {
      await page.keyboard.press('Tab');
      const where = await page.evaluate(
        () => document.activeElement?.closest('.shell') !== null && document.activeElement?.closest('dialog') === null,
      );
      assert.equal(where, false, 'the page behind is out of reach');
    }
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('dialog').count(), 0);
    assert.ok(await card.evaluate((one) => one === document.activeElement));
  });
});

test('a toast stands over an open drawer, can be pressed there, and stays when the drawer closes', async () => {
  await withPage({ layout: 'desk', view: 'states' }, async (page) => {
    const toast = page.locator('.toast');
    await page.locator('.kpi').first().click();
    await page.locator('.drawer-foot button').click();
    await toast.getByRole('button').click({ timeout: 2000 });
    await toast.waitFor({ state: 'detached', timeout: 2000 });
    await page.locator('.drawer-foot button').click();
    await toast.waitFor();
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached', timeout: 2000 });
    await toast.getByRole('button').click({ timeout: 2000 });
    await toast.waitFor({ state: 'detached', timeout: 2000 });
    assert.equal(await page.locator('.toasts').count(), 1);
  });
});

test('the trend is read period by period with the arrow keys', async () => {
  await withPage({ layout: 'desk' }, async (page) => {
    const slider = page.getByRole('slider');
    assert.match(await spoken(slider), /^10月: 今年 \+4\.6%; 上年 \+4\.1%/);
    await slider.focus();
    await page.keyboard.press('Home');
    assert.match(await spoken(slider), /^1—2月/);
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('ArrowRight');
    assert.match(await spoken(slider), /^6月: 今年 缺数/);
  });
});

test('the map is walked with the arrow keys, and says what it is at', async () => {
  await withPage({ layout: 'desk' }, async (page) => {
    const taiyuan = page.getByRole('button', { name: '太原市 +5.2 %' });
    await taiyuan.focus();
    assert.match(await textOf(page.locator('.map-readout')), /太原市\s*\+5\.2/);
    await page.keyboard.press('ArrowUp');
    assert.match(await textOf(page.locator('.map-readout')), /忻州市/);
    assert.equal(await page.locator('.map-region').count(), 11);
  });
});

test('every chart has a table behind it', async () => {
  await withPage({ layout: 'desk' }, async (page) => {
    const frame = page.locator('.chart-frame').first();
    await frame.getByRole('button', { name: '表格' }).click();
    assert.equal(await frame.getByRole('row').count(), 12);
    await frame.getByRole('button', { name: /数值/ }).click();
    assert.match(await textOf(frame.getByRole('row').nth(1)), /长治市/);
    await frame.getByRole('button', { name: /数值/ }).click();
    assert.match(await textOf(frame.getByRole('row').nth(1)), /大同市/);
    assert.match(await textOf(frame.getByRole('row').last()), /朔州市\s*—\s*缺数/);
  });
});

test('boards without room stand under “more”, and the one in view is named there', async () => {
  const narrow = { viewport: { width: 800, height: 700 } };
  await withPage({ layout: 'desk', context: narrow }, async (page) => {
    const shown = await page.locator('.nav-row > .nav-entry').count();
    assert.ok(shown > 3 && shown < 14);
    await page.getByRole('button', { name: `更多板块（${14 - shown}）` }).click();
    assert.equal(await page.locator('.menu-item').count(), 14 - shown);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.locator('.nav-more', { hasText: '一键直联' }).waitFor();
    assert.equal((await overflow(page)).across, 0);
  });
});

test('a laptop shows all fourteen boards in one row', async () => {
  await withPage({ layout: 'desk', context: { viewport: { width: 1366, height: 768 } } }, async (page) => {
    assert.equal(await page.locator('.nav-row > .nav-entry').count(), 14);
  });
});

test('the wall turns its pages with digits and arrows', async () => {
  await withPage({ layout: 'wall' }, async (page) => {
    const pager = page.locator('.wall-pager');
    await pager.getByText('全省总览').waitFor();
    await page.keyboard.press('ArrowLeft');
    await pager.getByText('一键直联').waitFor();
    await page.keyboard.press('5');
    await pager.getByText('督办事项').waitFor();
    assert.equal(await page.locator('.shell-nav').count(), 0);
  });
});

test('English is complete: no Chinese word of ours is left', async () => {
  await withPage({ layout: 'desk', view: 'states', extra: '&language=en' }, async (page) => {
    const ours = page.locator('.g-row .light, .figure-word, .problem-code, .stale, .header .demo, .field-required');
    for (const text of await ours.allTextContents())
      assert.doesNotMatch(text.replace('由负转正', ''), /[\u4e00-\u9fff]/);
    assert.match(await textOf(page.locator('.light-red').last()), /Red/);
  });
});

test('on paper a dark page is light, and what can only be pressed is left out', async () => {
  await withPage({ layout: 'desk', theme: 'dark' }, async (page) => {
    await page.emulateMedia({ media: 'print' });
    assert.equal(
      await page
        .locator('.kpi')
        .first()
        .evaluate((one) => getComputedStyle(one).backgroundColor),
      'rgb(255, 255, 255)',
    );
    assert.equal(await page.locator('.shell-nav').isVisible(), false);
    assert.equal(await page.locator('.exception-actions').first().isVisible(), false);
  });
});

test('who asked for no motion gets none', async () => {
  await withPage({ layout: 'desk', view: 'states', context: { reducedMotion: 'reduce' } }, async (page) => {
    const name = await page
      .locator('.skeleton-line')
      .first()
      .evaluate((one) => getComputedStyle(one).animationName);
    assert.equal(name, 'none');
  });
});
