import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { importFile } from '#module/ingest';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import { catalogue } from '../catalogue/module.ts';
import { identity } from '../identity/module.ts';
import { ingest } from '../ingest/module.ts';
import { portal } from './module.ts';

/** The product up to portal. */
export function openPortalApp(): Promise<TestApp> {
  return openTestApp({}, [identity, ...[catalogue, ingest, portal].map((module) => ({ ...module, seed: undefined }))]);
}

/** Bring a CSV in as the system; the resource that it became. */
export async function bring(app: TestApp, name: string, text: string, providerDept = 'D28'): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'yiping-portal-'));
  const path = join(dir, `${name}.csv`);
  await writeFile(path, text);
  const { sheets } = await importFile(app.platform, path, { accept: true, title: name, providerDept });
  await rm(dir, { recursive: true });
  const [sheet] = sheets;
  if (sheet?.status !== 'done' || sheet.resourceId === null) throw new Error(`import: ${JSON.stringify(sheet)}`);
  return sheet.resourceId;
}

/** Say in the catalogue what may be opened: all items, but for those named otherwise. */
export async function openInCatalogue(
  app: TestApp,
  resourceId: string,
  items: Readonly<Record<string, string>> = {},
): Promise<void> {
  await app.platform.pg.script(`
    update catalogue.resource set stage = 'published', version = 1, opening_type = 'free', update_cycle = 'month',
      summary = '一份测试数据' where id = '${resourceId}';
    update catalogue.item set opening_type = 'free' where resource_id = '${resourceId}';`);
  for (const [name, change] of Object.entries(items))
    await app.platform.pg.script(
      `update catalogue.item set ${change} where resource_id = '${resourceId}' and name = '${name}';`,
    );
}

/** Begin a version and wait for its check to end. */
export async function check(call: Caller, resourceId: string) {
  const begun = await call({ method: 'POST', url: '/api/portal/releases', payload: { resourceId } });
  if (begun.statusCode !== 202) throw new Error(`release: ${begun.statusCode} ${begun.body}`);
  return settled(call, begun.json().id);
}

/** The release once it is no longer being checked. */
export async function settled(call: Caller, id: string) {
  for (let i = 0; i < 600; i++) {
    const { releases } = (await call({ url: '/api/portal/releases' })).json();
    const found = releases.find((release: { id: string }) => release.id === id);
    if (found && found.state !== 'checking') return found;
    await setTimeout(50);
  }
  throw new Error(`release ${id} was not checked in time`);
}

/** Check and publish. */
export async function publish(call: Caller, resourceId: string) {
  const release = await check(call, resourceId);
  if (release.state !== 'ready') throw new Error(`not ready: ${JSON.stringify(release)}`);
  const url = `/api/portal/releases/${release.id}/decision`;
  const reply = await call({ method: 'POST', url, payload: { event: 'publish' } });
  if (reply.statusCode !== 200) throw new Error(`publish: ${reply.statusCode} ${reply.body}`);
  return release;
}
