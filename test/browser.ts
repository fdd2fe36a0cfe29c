import { existsSync } from 'node:fs';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const SYSTEM = '/usr/bin/chromium';

/**
 * A real browser for journeys: the system's Chromium when there is one, else the one that npm brings.
 * Only these two switches: the package's own list asks for a single process, which dies with the second context.
 * Close it when done.
 */
export async function openBrowser(switches: readonly string[] = []): Promise<Browser> {
  const executablePath = existsSync(SYSTEM) ? SYSTEM : await sparticuz.executablePath();
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...switches] });
}
