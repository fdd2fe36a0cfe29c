/** Draws the PNG icons of the installable site from its SVG. Run it after changing `src/web/public/icons/icon.svg`. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../test/browser.ts';

const FOLDER = resolve(import.meta.dirname, '../src/web/public/icons');
const svg = readFileSync(`${FOLDER}/icon.svg`, 'utf8');

/** `maskable` icons are cut to any shape: the ground reaches the edges and the drawing keeps to the middle. */
async function draw(browser: Browser, file: string, size: number, maskable = false): Promise<void> {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const inner = maskable ? 'padding:12%;background:#1d4f91' : '';
  await page.setContent(`<body style="margin:0"><div style="box-sizing:border-box;height:100vh;${inner}">${svg}</div>`);
  await page.screenshot({ path: `${FOLDER}/${file}`, omitBackground: true });
  await page.close();
}

const browser = await openBrowser();
await draw(browser, 'icon-180.png', 180, true);
await draw(browser, 'icon-192.png', 192);
await draw(browser, 'icon-512.png', 512);
await draw(browser, 'icon-maskable-512.png', 512, true);
await browser.close();
