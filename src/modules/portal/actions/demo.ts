import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publishDemoData, retireDemoData } from '#module/catalogue';
import { regionsOf } from '#module/identity';
import { importFile } from '#module/ingest';
import { chinaDate } from '#platform/clock.ts';
import { newToken } from '#platform/ids.ts';
import type { Platform } from '#platform/module.ts';
import { AUTOMATIC } from '../actor.ts';
import { deskOf } from '../desk.ts';
import { type DemoTable, demoTables } from '../seed/tables.ts';
import { savePolicy } from '../sql/policy.ts';
import { releaseIn } from '../sql/release.ts';
import { forgetDemo, readDemo, writeDemo } from '../sql/site.ts';
import { endRelease } from './publish.ts';
import { startRelease } from './start.ts';

/** The job that makes the demo's open data, once the node runs. */
export const DEMO_JOB = 'portal.demo';
const PROVINCE = '140000';

/** Ask for the demo's open data; they are made in the background, because imports are work of jobs. */
export async function wantDemo(platform: Platform): Promise<void> {
  await writeDemo(deskOf(platform).db, { done: false, resources: [] }, platform.clock.now());
}

export async function isDemoWanted(platform: Platform): Promise<boolean> {
  return (await readDemo(deskOf(platform).db))?.done === false;
}

/** Bring in the demo's tables, publish them in the catalogue, and begin their first versions. Twice changes nothing. */
export async function makeDemo(platform: Platform): Promise<void> {
  if (!(await isDemoWanted(platform))) return;
  const regions = await regionsOf(platform);
  const cities = regions.childrenOf(PROVINCE).map(({ name }) => name);
  const resources: string[] = [];
  for (const table of demoTables(cities, chinaDate(platform.clock.now())))
    resources.push(...(await open(platform, table)));
  await writeDemo(deskOf(platform).db, { done: true, resources }, platform.clock.now());
}

async function open(platform: Platform, table: DemoTable): Promise<string[]> {
  const { db } = deskOf(platform);
  const id = await bring(platform, table);
  if (id === null) return [];
  await publishDemoData(platform, id, { summary: table.summary, updateCycle: table.cycle });
  const by = { at: platform.clock.now(), username: 'system' };
  const policy = { k: 5, masks: {}, theme: table.theme, licence: 'open' };
  await db.transaction().execute((tx) => savePolicy(tx, id, policy, by));
  const begun = (await releaseIn(db, id, 'published')) ?? (await releaseIn(db, id, 'checking'));
  if (!begun) await startRelease(platform, AUTOMATIC, { resourceId: id, automatic: true });
  return [id];
}

async function bring(platform: Platform, { title, provider, csv }: DemoTable): Promise<string | null> {
  const dir = join(deskOf(platform).dir, newToken(9));
  await mkdir(dir, { recursive: true });
  const path = join(dir, `${title}.csv`);
  await writeFile(path, csv);
  try {
    const { sheets } = await importFile(platform, path, { accept: true, title, providerDept: provider });
    const [sheet] = sheets;
    if (sheet?.status === 'done') return sheet.resourceId;
    platform.log.warn({ title, failure: sheet?.failure }, 'a table of the demo was not taken');
    return null;
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Take the demo's open data off the site and out of the catalogue's offer. Twice changes nothing. */
export async function removeDemo(platform: Platform): Promise<void> {
  const { db } = deskOf(platform);
  const demo = await readDemo(db);
  for (const id of demo?.resources ?? []) {
    const published = await releaseIn(db, id, 'published');
    const end = { event: 'withdraw', reason: '演示数据已移除' } as const;
    if (published) await endRelease(platform, AUTOMATIC, published.id, end);
    await retireDemoData(platform, id);
  }
  await forgetDemo(db);
}
