import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../test/browser.ts';

/**
 * The first view as a person meets it: the product on its demo province, a real browser, an empty cache. Prints largest
 * paint, layout shift, script bytes over the wire, and the frame rate of the wall screen; exits 1 when a figure is missed.
 */
const LIMITS = { paintMs: 1500, shift: 0.01, scriptKb: 300, fps: 50 };
const PORT = 8897;
const PASSWORD = 'bench-only-passw0rd';
const BASE = `http://127.0.0.1:${PORT}`;

interface View {
  readonly paintMs: number;
  readonly shift: number;
  readonly scriptKb: number;
}

async function startProduct(dataDir: string): Promise<() => Promise<void>> {
  const env = { ...process.env, PORT: String(PORT), YIPING_DATA: dataDir, YIPING_DEMO_PASSWORD: PASSWORD };
  const child = spawn(process.execPath, ['src/cli/run.ts', 'start'], {
    cwd: join(import.meta.dirname, '..'),
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (text) => String(text).includes('已就绪') && resolve());
    child.once('exit', (code) => reject(new Error(`the product ended with ${code}`)));
  });
  return () =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGTERM');
    });
}

async function openView(
  browser: Browser,
  width: number,
  height: number,
  path: string,
): Promise<{ page: Page; view: View }> {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'zh-CN' });
  await context.request.post(`${BASE}/api/session`, {
    data: { username: 'governor', password: PASSWORD },
    headers: { 'x-yiping': '1' },
  });
  const page = await context.newPage();
  await page.addInitScript(observe);
  await page.goto(`${BASE}${path}`, { waitUntil: 'networkidle' });
  await page.waitForTimeout(1000);
  const { paintMs, shift } = await page.evaluate(() => Reflect.get(globalThis, 'seen'));
  const scriptBytes = await page.evaluate(countScript);
  return {
    page,
    view: { paintMs: Math.round(paintMs), shift: Number(shift.toFixed(4)), scriptKb: Math.round(scriptBytes / 1024) },
  };
}

/** Bytes of script as they came over the wire, preloaded modules included. */
function countScript(): number {
  const files = performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.endsWith('.js'));
  return files.reduce((sum, file) => sum + Number(Reflect.get(file, 'encodedBodySize')), 0);
}

/** Runs in the page before anything else. */
function observe(): void {
  const seen = { paintMs: 0, shift: 0 };
  Reflect.set(globalThis, 'seen', seen);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.paintMs = entry.startTime;
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += Number(Reflect.get(entry, 'value'));
  }).observe({ type: 'layout-shift', buffered: true });
}

/** Frames a second over five seconds of the wall as it stands. */
function frameRate(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const start = performance.now();
        let frames = 0;
        const tick = (now: number) => {
          frames++;
          if (now - start < 5000) requestAnimationFrame(tick);
          else resolve((frames * 1000) / (now - start));
        };
        requestAnimationFrame(tick);
      }),
  );
}

async function run(): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), 'yiping-bench-'));
  const stop = await startProduct(dataDir);
  const browser = await openBrowser();
  try {
    await openView(browser, 1366, 768, '/'); // the server's own first answer is not the browser's first view
    const desk = await openView(browser, 1366, 768, '/');
    const phone = await openView(browser, 390, 844, '/');
    const wall = await openView(browser, 1920, 1080, '/?layout=wall');
    const fps = Number((await frameRate(wall.page)).toFixed(1));
    console.table({ desk: desk.view, phone: phone.view, wall: { ...wall.view, fps }, limit: { ...LIMITS } });
    const views = [desk.view, phone.view, wall.view];
    const held = views.every(
      (view) => view.paintMs <= LIMITS.paintMs && view.shift <= LIMITS.shift && view.scriptKb <= LIMITS.scriptKb,
    );
    return held && fps >= LIMITS.fps;
  } finally {
    await browser.close();
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

process.exit((await run()) ? 0 : 1);
