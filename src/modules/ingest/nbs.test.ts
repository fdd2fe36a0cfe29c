import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Caller, TestApp } from '#platform/testing.ts';
import { accept, ask, ended, openIngestApp, uploadPath } from './ingest.test-support.ts';

const DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data');
const skip = existsSync(DATA) ? false : 'the published files are not there (../shared/data)';

let app: TestApp;
let call: Caller;

before(async () => {
  if (skip) return;
  app = await openIngestApp();
  call = await app.signInAs('officer');
});
after(() => app?.dispose());

async function take(path: string) {
  const { file, sheets } = await uploadPath(call, join(DATA, path));
  const { import: queued } = await accept(call, { fileHash: file.hash, sheet: sheets[0]?.index });
  const found = await ended(call, queued.id);
  assert.equal(found.status, 'done', found.failure ?? '');
  assert.equal(found.read, found.accepted + found.quarantined + found.nonData);
  return { file, found, table: `ingest.ds_${found.resourceId?.replaceAll('-', '')}` };
}

describe('published files, held against their printed totals', { skip }, () => {
  it('GDP by province: Σ2024 = 1337605.8, 山西 25353.5 and 26050.8', async () => {
    const { file, found, table } = await take('nbs/分省年度数据.csv');
    assert.equal(file.encoding, 'gb18030');
    assert.deepEqual([found.read, found.accepted, found.quarantined, found.nonData], [37, 31, 0, 6]);
    assert.deepEqual(
      found.summary?.measures.map(({ name, unit, count }) => [name, unit, count]),
      [['地区生产总值', '亿元', 589]],
    );
    assert.equal(found.summary?.regions.length, 31);
    assert.deepEqual([found.summary?.periods.first, found.summary?.periods.last], ['2006', '2024']);
    assert.deepEqual(await ask(app, `SELECT round(sum(m1), 6) FROM ${table} WHERE period = '2024'`), [[1337605.8]]);
    const shanxi = `SELECT period, m1, _row FROM ${table} WHERE region = '140000' AND period >= '2023' ORDER BY period`;
    assert.deepEqual(await ask(app, shanxi), [
      ['2023', 26050.8, 8],
      ['2024', 25353.5, 8],
    ]);
  });
});
