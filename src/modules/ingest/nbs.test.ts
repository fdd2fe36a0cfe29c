import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
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

/** Import the first sheet as proposed; the counts must add up. */
async function take(path: string) {
  const { file, sheets } = await uploadPath(call, join(DATA, path));
  const { import: queued } = await accept(call, { fileHash: file.hash, sheet: sheets[0]?.index });
  const found = await ended(call, queued.id);
  assert.equal(found.status, 'done', found.failure ?? '');
  assert.equal(found.read, found.accepted + found.quarantined + found.nonData);
  const table = `ingest.ds_${found.resourceId?.replaceAll('-', '')}`;
  const counts = [found.read, found.accepted, found.quarantined, found.nonData];
  const measures = found.summary?.measures.map(({ name, unit, count }) => [name, unit, count]);
  return { file, found, table, counts, measures };
}

const total = (table: string, period: string) =>
  ask(app, `SELECT round(sum(m1), 6) FROM ${table} WHERE period = '${period}'`);
const shanxi = (table: string, period: string) =>
  ask(app, `SELECT m1 FROM ${table} WHERE region = '140000' AND period = '${period}'`);

describe('published files, held against their printed totals', { skip }, () => {
  it('GDP by province: Σ2024 = 1337605.8, 山西 25353.5 and 26050.8', async () => {
    const { file, found, table, counts, measures } = await take('nbs/分省年度数据.csv');
    assert.equal(file.encoding, 'gb18030');
    assert.deepEqual(counts, [37, 31, 0, 6]);
    assert.deepEqual(measures, [['地区生产总值', '亿元', 589]]);
    assert.equal(found.summary?.regions.length, 31);
    assert.deepEqual([found.summary?.periods.first, found.summary?.periods.last], ['2006', '2024']);
    assert.deepEqual(await total(table, '2024'), [[1337605.8]]);
    assert.deepEqual(
      await ask(
        app,
        `SELECT period, m1, _row, _col FROM ${table} WHERE region = '140000' AND period >= '2023' ORDER BY period`,
      ),
      [
        ['2023', 26050.8, 8, 2],
        ['2024', 25353.5, 8, 1],
      ],
    );
  });

  it('sampled population: Σ2024 = 1447436, 2025 is blank and not zero (R13)', async () => {
    const { table, measures } = await take('nbs/分省年度数据_(1).csv');
    assert.deepEqual(measures, [['人口数(人口抽样调查)', '人', 527]]);
    assert.deepEqual(await total(table, '2024'), [[1447436]]);
    const blank = await ask(app, `SELECT count(), count(m1), any(m1_mark) FROM ${table} WHERE period = '2025'`);
    assert.deepEqual(blank, [[31, 0, 'blank']]);
  });

  it('budget expenditure in a legacy workbook: Σ2024 = 243885.39, 山西 6312.67, one series under two names (R17)', async () => {
    const { file, table, counts, measures } = await take('nbs/一般公共预算等.xls');
    assert.equal(file.format, 'xls');
    assert.equal(counts[2], 0);
    assert.equal(measures?.length, 1);
    assert.deepEqual(await total(table, '2024'), [[243885.39]]);
    assert.deepEqual(await shanxi(table, '2024'), [[6312.67]]);
    const renamed = await ask(
      app,
      `SELECT min(period), max(period) FROM ${table} WHERE m1_mark LIKE '%caliber-change%'`,
    );
    assert.deepEqual(renamed, [['2005', '2006']]);
  });

  it('consumer prices by province: Σ2020-02 = 3251.3, 山西 105.2, March is blank', async () => {
    const { table, measures } = await take('nbs/分省月度数据_CPI.csv');
    assert.deepEqual(measures, [['居民消费价格指数', '上年同月=100', 62]]);
    assert.deepEqual(await total(table, '2020-02'), [[3251.3]]);
    assert.deepEqual(await shanxi(table, '2020-02'), [[105.2]]);
    assert.deepEqual(await shanxi(table, '2020-03'), [[null]]);
  });

  it('fifty months of price groups: mean 102.272, food peaks at 116.0 in 2020-02', async () => {
    const { found, table, measures } = await take('nbs/全国月度数据_CPI.csv');
    assert.equal(measures?.length, 11);
    assert.deepEqual(found.summary?.regions, [{ code: '100000', name: '全国' }]);
    assert.deepEqual(await ask(app, `SELECT round(avg(m1), 3), max(m2), argMax(period, m2) FROM ${table}`), [
      [102.272, 116, '2020-02'],
    ]);
  });

  it('hourly air of four years: 35064 rows, PM2.5 mean 82.7736, 925 not available, 5526 hours above 150', async () => {
    const { table, counts, found } = await take('sensors/PRSA_Data_Aotizhongxin_20130301-20170228.csv');
    assert.deepEqual(counts, [35065, 35064, 0, 1]);
    assert.deepEqual(found.summary?.periods.first, '2013-03-01T00');
    const pm25 = `SELECT round(avg(m1), 4), countIf(m1_mark = 'not-available'), countIf(m1 > 150), uniqExact(period) FROM ${table}`;
    assert.deepEqual(await ask(app, pm25), [[82.7736, 925, 5526, 35064]]);
  });

  it('refuses nothing of csv-spectrum but what is empty', async () => {
    for (const name of readdirSync(join(DATA, 'csv-spectrum', 'csvs'))) {
      const { counts } = await take(`csv-spectrum/csvs/${name}`);
      assert.ok((counts[0] ?? 0) > 0, name);
    }
  });
});
