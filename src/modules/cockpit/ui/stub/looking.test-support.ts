import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from '../../../../../test/browser.ts';
import { type Stub, serveStub } from './serve.test-support.ts';

const sizes = {
  desk: { width: 1920, height: 1080 },
  wall: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;

/** What to look at. */
export interface View {
  readonly path?: string;
  readonly layout?: keyof typeof sizes;
  readonly theme?: 'light' | 'dark';
  readonly context?: BrowserContextOptions;
  /** The server refuses in this view: the browser says so on its console. */
  readonly refuses?: boolean;
}

/** The built site in a real browser, before a server of invented replies. */
export interface Looking {
  readonly stub: Stub;
  /** Where pictures of this run go. */
  readonly folder: string;
  /** Open a page of the site, run a check on it, and fail on anything the page complains about. */
  withPage(view: View, check: (page: Page) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Build the site, serve it and open a browser; `name` keeps the files of test files apart. */
export async function openLooking(name: string): Promise<Looking> {
  const folder = join(tmpdir(), `cockpit-${name}`);
  await mkdir(folder, { recursive: true });
  const stub = await serveStub(join(folder, 'site'));
  const browser = await openBrowser();
  return {
    stub,
    folder,
    withPage: (view, check) => lookAt(browser, stub, view, check),
    close: async () => {
      await browser.close();
      await stub.close();
    },
  };
}

async function lookAt(browser: Browser, stub: Stub, view: View, check: (page: Page) => Promise<void>): Promise<void> {
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

/** Pixels by which a page is wider and taller than its window. */
export function overflow(page: Page) {
  return page.evaluate(() => ({
    across: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    down: document.documentElement.scrollHeight - document.documentElement.clientHeight,
  }));
}

/** Fails when axe finds something in the way of a reader. */
export async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const found = violations.map((one) => `${one.id}: ${one.nodes[0]?.html} ${one.nodes[0]?.failureSummary}`);
  assert.deepEqual(found, []);
}

/** What stands in the address under a name. */
export const asked = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);
