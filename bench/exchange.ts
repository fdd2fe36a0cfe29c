/**
 * Two nodes as processes of their own on this machine, held against the same call and the same file without exchange:
 * `exchange.ts [messages of the rate] [messages of the kill run] [kills] [bytes of the file]`. Prints a table; exits 1
 * when a figure is missed, or a message was lost or doubled.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { type NodeProcess, startNode } from './exchange/process.ts';

const [rateOf = 30_000, killOf = 100_000, kills = 20, size = 1024 ** 3] = process.argv.slice(2).map(Number);
const AT_ONCE = 512;
const LIMITS = { rate: 0.4, file: 0.5, growthMb: 300 };
const [UP, DOWN] = [8895, 8896];
const folder = await mkdtemp(join(tmpdir(), 'yiping-exchange-'));
const url = `http://127.0.0.1:${DOWN}`;

async function rates(province: NodeProcess): Promise<object> {
  await province.ask('plain', { url: `${url}/plain`, n: 2000, atOnce: AT_ONCE });
  await province.ask('exchange', { from: 0, to: 2000, page: AT_ONCE });
  const plain = await province.ask<number>('plain', { url: `${url}/plain`, n: rateOf, atOnce: AT_ONCE });
  const ours = await province.ask<number>('exchange', { from: 2000, to: 2000 + rateOf, page: AT_ONCE });
  const per = (ms: number) => Math.round((rateOf / ms) * 1000);
  return { plain: per(plain), exchange: per(ours), ratio: Number((plain / ours).toFixed(2)) };
}

/** Kill the receiver again and again at moments drawn from a count, while messages come; then count what stands. */
async function killed(province: NodeProcess, start: NodeProcess, before: number) {
  let city = start;
  const total = before + killOf;
  const queued = province.ask('enqueue', { from: before, to: total, page: AT_ONCE });
  for (let round = 0; round < kills; round++) {
    await setTimeout(200 + ((round * 7919) % 1300));
    await city.kill();
    city = await startNode(join(folder, 'city'), DOWN);
  }
  await queued;
  for (let tries = 0; (await province.ask<number>('delivered')) < total && tries < 3000; tries++) await setTimeout(200);
  const { n, distinct } = await city.ask<{ n: number; distinct: number }>('inbox');
  return { city, found: { kills, sent: total, delivered: n, lost: total - distinct, doubled: n - distinct } };
}

async function file(province: NodeProcess, city: NodeProcess) {
  const { hash } = await province.ask<{ hash: string }>('makeFile', { size });
  const plain = await province.ask<number>('plainFile', { url: `${url}/plain-file`, hash });
  const [before, peak] = [await memory(province, city), { up: 0, down: 0 }];
  const watch = { on: true };
  const watching = (async () => {
    while (watch.on) {
      const now = await memory(province, city);
      peak.up = Math.max(peak.up, now.up);
      peak.down = Math.max(peak.down, now.down);
      await setTimeout(100);
    }
  })();
  const ours = await province.ask<number>('sendFile', { hash, size });
  watch.on = false;
  await watching;
  const mb = (ms: number) => Math.round(size / 1e6 / (ms / 1000));
  const growth = Math.round(Math.max(peak.up - before.up, peak.down - before.down) / 1e6);
  return { plainMbS: mb(plain), exchangeMbS: mb(ours), ratio: Number((plain / ours).toFixed(2)), growthMb: growth };
}

const memory = async (province: NodeProcess, city: NodeProcess) => ({
  up: await province.ask<number>('memory'),
  down: await city.ask<number>('memory'),
});

const province = await startNode(join(folder, 'province'), UP);
let city = await startNode(join(folder, 'city'), DOWN);
let held = false;
try {
  await province.ask('found');
  const request = await city.ask('ask');
  const admission = await province.ask('admit', { request });
  await city.ask('take', { admission });
  const rate = await rates(province);
  console.table({ '1 KB messages a second': rate });
  const sent = await file(province, city);
  console.table({ 'one file': { bytes: size, ...sent } });
  const run = await killed(province, city, 2001 + rateOf);
  city = run.city;
  console.table({ 'receiver killed': run.found });
  held =
    'ratio' in rate &&
    Number(rate.ratio) >= LIMITS.rate &&
    sent.ratio >= LIMITS.file &&
    sent.growthMb <= LIMITS.growthMb &&
    run.found.lost === 0 &&
    run.found.doubled === 0;
} finally {
  await Promise.all([province.end(), city.end()]);
  await rm(folder, { recursive: true, force: true });
}
process.exit(held ? 0 : 1);
