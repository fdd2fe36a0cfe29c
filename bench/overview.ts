/**
 * The 40-card overview of a region over 12 million observations (2,000 indicators × 102 regions × 60 months), by real
 * HTTP. Cold: another region, period and set of indicators each time, one reader. Warm: the same screens again, 50
 * readers at once, in a process of their own. Prints a table; exits non-zero when a figure is missed.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildApp } from '../src/app.ts';
import { configFor } from '../src/config.ts';
import { LIGHT_MODULES } from '../src/platform/testing.ts';
import { CITIES, fillObservations, PROVINCE, screens } from './overview/data.ts';
import type { Plan, Timings } from './overview/reader.ts';

const COLD = 150;
const WARM_SCREENS = 24;
const READERS = 50;
const ROUNDS = 60;
const PASSWORD = 'Bench-only-Passw0rd';

const dataDir = await mkdtemp(join(tmpdir(), 'yiping-bench-'));
const config = configFor({
  dataDir,
  demo: true,
  demoPassword: PASSWORD,
  frozenNow: new Date('2026-11-24T08:00:00+08:00'),
});
const app = await buildApp(config, LIGHT_MODULES);
const engine = watchEngine();
try {
  const built = await fillObservations(app.platform);
  console.log(`${built.rows.toLocaleString('en')} observations in ${(built.ms / 1000).toFixed(1)} s`);
  const url = await app.http.listen({ host: '127.0.0.1', port: 0 });
  const cookie = await signIn(url);
  const all = screens([PROVINCE, ...CITIES], COLD + 20);
  await read({ url, cookie, screens: all.slice(COLD), readers: 1, rounds: 1 });
  engine.reset();
  const cold = await read({ url, cookie, screens: all.slice(0, COLD), readers: 1, rounds: 1 });
  const share = engine.total() / sum(cold.ms);
  const warm = await read({ url, cookie, screens: all.slice(0, WARM_SCREENS), readers: READERS, rounds: ROUNDS });
  report(cold, share, warm);
} finally {
  await app.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** Sum the time that the warehouse takes, seen from this process. */
function watchEngine() {
  const { olap } = app.platform;
  const text = olap.text.bind(olap);
  let total = 0;
  let statements = 0;
  Object.assign(olap, {
    text: async (...args: Parameters<typeof text>) => {
      const start = performance.now();
      try {
        return await text(...args);
      } finally {
        total += performance.now() - start;
        statements++;
      }
    },
  });
  return {
    total: () => total,
    statements: () => statements,
    reset: () => {
      total = 0;
      statements = 0;
    },
  };
}

async function signIn(url: string): Promise<string> {
  const reply = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-yiping': '1' },
    body: JSON.stringify({ username: 'governor', password: PASSWORD }),
  });
  if (!reply.ok) throw new Error(`sign-in failed: ${reply.status} ${await reply.text()}`);
  return reply.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function read(plan: Plan): Promise<Timings> {
  const child = fork(join(import.meta.dirname, 'overview', 'reader.ts'), { stdio: 'inherit' });
  child.send(plan);
  const [timings] = (await once(child, 'message')) as [Timings];
  return timings;
}

function report(cold: Timings, share: number, warm: Timings): void {
  const rows = [
    ['cold, one reader, p95', `${percentile(cold.ms, 95).toFixed(1)} ms`, '≤ 80 ms', percentile(cold.ms, 95) <= 80],
    ['cold, one reader, median', `${percentile(cold.ms, 50).toFixed(1)} ms`, '', true],
    ['engine’s share of cold time', `${(share * 100).toFixed(0)} %`, '≥ 70 %', share >= 0.7],
    ['statements a screen', (engine.statements() / COLD).toFixed(2), '1', engine.statements() === COLD],
    [
      `warm, ${READERS} readers, p95`,
      `${percentile(warm.ms, 95).toFixed(1)} ms`,
      '≤ 25 ms',
      percentile(warm.ms, 95) <= 25,
    ],
    ['warm, screens a second', (warm.ms.length / (warm.elapsed / 1000)).toFixed(0), '', true],
    ['reply, compressed', `${(warm.bytes / 1024).toFixed(1)} KiB`, '', true],
  ] as const;
  console.table(rows.map(([figure, measured, wanted, met]) => ({ figure, measured, wanted, met: met ? 'yes' : 'NO' })));
  if (rows.some(([, , , met]) => !met)) process.exitCode = 1;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((share / 100) * sorted.length) - 1)] ?? Number.NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
