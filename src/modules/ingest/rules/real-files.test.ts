/** The published files that nobody of ours made, held against the totals their publishers print. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { read as readWorkbook, utils } from '@e965/xlsx';
import type { Observation } from './outcome.ts';
import { fates, line, take } from './sheet.fixture.ts';
import type { Cell, Merge, Row } from './sheet.ts';
import { createSummary, type Summary } from './summary.ts';

const DATA = fileURLToPath(new URL('../../../../../shared/data/', import.meta.url));
const skip = existsSync(DATA) ? false : 'the shared data folder is absent';

function csv(text: string): Row[] {
  const rows: Row[] = [];
  let at = 1;
  for (const [record] of text.matchAll(/(?:"(?:[^"]|"")*"|[^"\n])*\n?/g)) {
    const cells = [...record.replace(/\r?\n$/, '').matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
    const row = cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (row.some((cell) => cell !== '')) rows.push({ line: at, cells: row });
    at += record.split('\n').length - 1;
  }
  return rows;
}

function gb18030(path: string): Row[] {
  return csv(new TextDecoder('gb18030').decode(readFileSync(`${DATA}${path}`)));
}

function summaryOf(outcomes: ReturnType<typeof take>['outcomes']): Summary {
  const summary = createSummary();
  for (const outcome of outcomes) summary.add(outcome);
  return summary.result();
}

function valueAt(observations: readonly Observation[], region: string, period: string): number | null | undefined {
  return observations.find((o) => o.region?.code === region && o.period === period)?.value;
}

test('分省年度数据: GDP of 31 provinces over 19 years', { skip }, () => {
  const { outcomes, observations, reading } = take(gb18030('nbs/分省年度数据.csv'));
  assert.equal(reading.headerWhy, '第 4 行是表头：19 个年份（2006—2024）');
  assert.deepEqual(reading.gaps, []);
  const { measures, regions } = summaryOf(outcomes);
  assert.deepEqual(
    measures.map(({ measure, count, missing }) => [measure?.name, measure?.unit, count, missing]),
    [['地区生产总值', '亿元', 31 * 19, {}]],
  );
  assert.deepEqual(measures[0]?.byPeriod?.[0], { period: '2024', count: 31, sum: 1337605.8 });
  assert.equal(regions.length, 31);
  assert.deepEqual(
    [valueAt(observations, '140000', '2024'), valueAt(observations, '140000', '2023')],
    [25353.5, 26050.8],
  );
  assert.deepEqual(
    fates(outcomes).filter((fate) => fate !== 'accepted'),
    ['title', 'title', 'title', 'header', 'note', 'source'],
  );
});

test('分省年度数据_(1): sampled population, R13 a year without any value stays missing', { skip }, () => {
  const { outcomes } = take(gb18030('nbs/分省年度数据_(1).csv'));
  const [population] = summaryOf(outcomes).measures;
  assert.deepEqual([population?.measure?.name, population?.measure?.unit], ['人口数(人口抽样调查)', '人']);
  assert.deepEqual(population?.byPeriod?.[0], { period: '2024', count: 31, sum: 1447436 });
  assert.deepEqual(population?.missing, { blank: 93 }, '2025, 2020 and 2010');
  assert.ok(!population?.byPeriod?.some(({ period }) => period === '2025'));
});

test('分省月度数据_CPI: an index by month and province', { skip }, () => {
  const { outcomes, observations } = take(gb18030('nbs/分省月度数据_CPI.csv'));
  const [cpi] = summaryOf(outcomes).measures;
  assert.deepEqual([cpi?.measure?.unit, cpi?.measure?.basis], ['上年同月=100', 'IDX']);
  assert.deepEqual(cpi?.byPeriod?.[0], { period: '2020-02', count: 31, sum: 3251.3 });
  assert.equal(valueAt(observations, '140000', '2020-02'), 105.2);
  assert.equal(valueAt(observations, '140000', '2020-03'), null);
});

test('全国月度数据_CPI: months down, groups across, the nation from the file name', { skip }, () => {
  const { outcomes, observations } = take(gb18030('nbs/全国月度数据_CPI.csv'), { sheetName: '全国月度数据_CPI' });
  assert.ok(observations.every(({ region }) => region?.code === '100000'));
  const { measures } = summaryOf(outcomes);
  const [cpi, food] = measures;
  assert.equal(cpi?.count, 50);
  assert.equal(Math.round(((cpi?.sum ?? 0) / 50) * 1000) / 1000, 102.272);
  assert.equal(food?.max, 116);
  assert.equal(
    observations.find(({ value, measure }) => value === 116 && measure?.key === food?.measure?.key)?.period,
    '2020-02',
  );
  const exports = measures.find(({ measure }) => measure?.name === '出口总值');
  assert.deepEqual(
    [exports?.measure?.unit, exports?.measure?.basis, exports?.missing],
    ['千美元', 'CUR', { blank: 2 }],
  );
});

test('一般公共预算等.xls: R17 the label changed in 2007, one series with a caliber note', { skip }, () => {
  const sheet = readWorkbook(readFileSync(`${DATA}nbs/一般公共预算等.xls`)).Sheets.Sheet1;
  assert.ok(sheet);
  const cells = utils.sheet_to_json<Cell[]>(sheet, { header: 1, raw: true, defval: null, blankrows: true });
  const rows = cells.map((row, i): Row => ({ line: i + 1, cells: row }));
  const merges = (sheet['!merges'] ?? []).map(
    ({ s, e }): Merge => ({ top: s.r + 1, bottom: e.r + 1, left: s.c, right: e.c }),
  );
  const { outcomes, observations, reading } = take(rows, {}, merges);
  assert.deepEqual(
    reading.series.map(({ name, labels }) => [name, ...labels.map(({ label, from, to }) => `${label} ${from} ${to}`)]),
    [['一般公共预算支出', '财政支出 2005 2006', '一般公共预算支出 2007 2024']],
  );
  const { measures, accepted } = summaryOf(outcomes);
  assert.equal(accepted, 62);
  assert.equal(measures.length, 1);
  assert.deepEqual(measures[0]?.byPeriod?.[0], { period: '2024', count: 31, sum: 243885.39 });
  assert.equal(measures[0]?.count, 31 * 20);
  const shanxi = observations.filter(({ region }) => region?.code === '140000');
  assert.equal(shanxi.find(({ period }) => period === '2024')?.value, 6312.67);
  assert.deepEqual(
    shanxi.filter(({ flags }) => flags.includes('caliber-change')).map(({ period }) => period),
    ['2005', '2006'],
  );
});

test('PRSA: hours from four columns, NA is missing, the station tells series apart', { skip }, () => {
  const file = readdirSync(`${DATA}sensors`).find((name) => name.startsWith('PRSA'));
  const { outcomes, observations, reading } = take(csv(readFileSync(`${DATA}sensors/${file}`, 'utf8')));
  assert.equal(reading.layout, 'tidy');
  assert.deepEqual(
    reading.gaps.map(({ what }) => what),
    ['region', 'unit'],
  );
  const { measures, accepted, periods } = summaryOf(outcomes);
  assert.equal(accepted, 35064);
  assert.deepEqual(periods, { count: 35064, first: '2013-03-01T00', last: '2017-02-28T23' });
  const pm = measures.find(({ measure }) => measure?.name === 'PM2.5');
  assert.deepEqual(pm?.missing, { 'not-available': 925 });
  assert.equal(Math.round(((pm?.sum ?? 0) / (pm?.count ?? 1)) * 1e4) / 1e4, 82.7736);
  assert.equal(
    observations.filter(({ measure, value }) => measure?.name === 'PM2.5' && value !== null && value > 150).length,
    5526,
  );
  assert.equal(line(observations[0] ?? assert.fail()), '? 2013-03-01T00 PM2.5(?)=4 Aotizhongxin');
  assert.equal(reading.columns.find(({ label }) => label === 'wd')?.role, 'attribute');
});

test('USGS: a list of earthquakes is a plain dataset, not an error', { skip }, () => {
  const { features }: { features: { properties: Record<string, Cell> }[] } = JSON.parse(
    readFileSync(`${DATA}emergency/usgs-all-day.geojson`, 'utf8'),
  );
  const keys = Object.keys(features[0]?.properties ?? {});
  const rows = [keys, ...features.map(({ properties }) => keys.map((key) => properties[key] ?? null))];
  const { outcomes, reading, observations } = take(rows.map((cells, i) => ({ line: i + 1, cells })));
  assert.equal(reading.layout, 'dataset');
  assert.equal(observations.length, 0);
  const magnitude = reading.columns.findIndex(({ label }) => label === 'mag');
  assert.equal(reading.columns[magnitude]?.evidence.type, 'number');
  const magnitudes = outcomes.flatMap((outcome) =>
    outcome.kind === 'accepted' ? [Number(outcome.record?.[magnitude])] : [],
  );
  assert.deepEqual(
    [magnitudes.length, Math.max(...magnitudes), magnitudes.filter((m) => m >= 4.5).length],
    [146, 7.4, 30],
  );
});

test('csv-spectrum: every corner case is a dataset or empty, and no row is lost', { skip }, () => {
  for (const name of readdirSync(`${DATA}csv-spectrum/csvs`)) {
    const rows = csv(readFileSync(`${DATA}csv-spectrum/csvs/${name}`, 'utf8').replaceAll('\r\n', '\n'));
    const { outcomes, reading } = take(rows);
    assert.equal(reading.layout, 'dataset', name);
    assert.ok(
      outcomes.every(({ kind }) => kind !== 'quarantined'),
      name,
    );
  }
});
