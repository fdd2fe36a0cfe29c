import assert from 'node:assert/strict';
import { it } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { type Caller, openTestApp, type TestApp } from '#platform/testing.ts';
import { catalogue } from '../catalogue/module.ts';
import { identity } from '../identity/module.ts';
import { ingest } from '../ingest/module.ts';
import { removeDemo } from './actions/demo.ts';
import { portal } from './module.ts';

async function untilOpen(app: TestApp, count: number): Promise<void> {
  for (let i = 0; i < 1200; i++) {
    if ((await app.http.inject({ url: '/open/api/home' })).json().datasets === count) return;
    await setTimeout(50);
  }
  throw new Error(`there were never ${count} datasets`);
}

it('the demo opens two marked datasets, every row of which says so, and takes them away again', async () => {
  const app = await openTestApp({}, [identity, { ...catalogue, seed: undefined }, ingest, portal]);
  try {
    await untilOpen(app, 2);
    const { datasets } = (await app.http.inject({ url: '/open/api/datasets' })).json();
    for (const { name, demo, title } of datasets) {
      assert.ok(demo && title.includes('演示数据'));
      const csv = (await app.http.inject({ url: `/open/files/${name}/v1.csv` })).body.trimEnd().split('\r\n').slice(1);
      assert.ok(csv.length > 80 && csv.every((line) => line.includes('演示数据')));
    }
    const bureau: Caller = await app.signInAs('bureau');
    for (let i = 0; i < 2; i++) await removeDemo(app.platform);
    await untilOpen(app, 0);
    const { releases } = (await bureau({ url: '/api/portal/releases' })).json();
    assert.deepEqual(
      releases.map(({ state }: { state: string }) => state),
      ['withdrawn', 'withdrawn'],
    );
    assert.equal((await app.http.inject({ url: `/open/files/${datasets[0].name}/v1.csv` })).statusCode, 404);
  } finally {
    await app.dispose();
  }
});
