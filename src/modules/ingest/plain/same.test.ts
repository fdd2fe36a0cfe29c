import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import fc from 'fast-check';
import { SYSTEM_ACTOR } from '#platform/scope.ts';
import type { TestApp } from '#platform/testing.ts';
import { acceptSheet } from '../actions/accept.ts';
import { receiveFile } from '../actions/receive.ts';
import { deskOf } from '../desk.ts';
import { openIngestApp } from '../ingest.test-support.ts';
import { runImport } from '../run/import.ts';
import { importById } from '../sql/import.ts';
import { listQuarantine } from '../sql/quarantine.ts';

let app: TestApp;
before(async () => {
  app = await openIngestApp();
});
after(() => app.dispose());

/** Small pieces, so that a few rows go the engine's way. */
const SIZES = { head: 400, piece: 700 };
let serial = 0;

async function take(csv: string, useEngine: boolean) {
  const { platform } = app;
  const { db } = deskOf(platform);
  const stream = (async function* () {
    yield Buffer.from(csv);
  })();
  const { file } = await receiveFile(platform, SYSTEM_ACTOR, { name: 'same.csv', stream, options: {} });
  const title = `same ${serial++}`;
  const { row } = await acceptSheet(platform, SYSTEM_ACTOR, { file, sheet: 0, only: true, title });
  await runImport(platform, row.id, { useEngine, sizes: SIZES });
  const found = await importById(db, row.id);
  assert.equal(found?.status, 'done', found?.failure ?? '');
  const { rows: held } = await listQuarantine(db, { importId: row.id, status: null, offset: 0, limit: 1000 });
  return {
    counts: [found.rowsRead, found.rowsAccepted, found.rowsQuarantined, found.rowsNonData],
    held: held.map(({ line, cells, reason, col }) => ({ line, cells, reason, col })),
    rows: await rowsOf(found.resourceId),
    byEngine: found.rowsByEngine,
    summary: JSON.parse(JSON.stringify(found.summary).replaceAll(title, '…'), exactToThirteen),
  };
}

/** Figures here carry sixteen decimals; the engine adds up fewer of them. A sum holds to what a double can tell apart. */
const exactToThirteen = (key: string, value: unknown): unknown =>
  key === 'sum' && typeof value === 'number' ? Number(value.toPrecision(13)) : value;

async function rowsOf(resourceId: string | null) {
  const table = `ingest.ds_${resourceId?.replaceAll('-', '')}`;
  const columns = await app.platform.olap.rows(
    `SELECT name FROM system.columns WHERE database = 'ingest' AND table = {table:String} AND name != '_batch' ORDER BY name`,
    { table: table.slice('ingest.'.length) },
  );
  const names = columns.map(([name]) => String(name));
  return { names, rows: await app.platform.olap.rows(`SELECT ${names.join(', ')} FROM ${table} ORDER BY _row`) };
}

async function assertSame(csv: string, atLeast = 0) {
  const { byEngine, ...fast } = await take(csv, true);
  const { byEngine: none, ...slow } = await take(csv, false);
  assert.deepEqual(fast, slow);
  assert.equal(none, 0);
  assert.ok(byEngine >= atLeast, `the engine read ${byEngine} rows`);
  return fast;
}

const CITIES = [
  '太原市',
  '大同市',
  '阳泉市',
  '长治市',
  '晋城市',
  '朔州市',
  '晋中市',
  '运城市',
  '忻州市',
  '临汾市',
  '吕梁市',
];
const HEADER = '地区,月份,地区生产总值(亿元),同比增长(%),用电量(亿千瓦时),备注';

/** Rows of a tidy table, each city and month once. */
function body(count: number, row: (i: number) => string[] = (i) => [String(i / 4), '5.5', String(i), '']): string[][] {
  return Array.from({ length: count }, (_, i) => {
    const month = 1 + (Math.floor(i / CITIES.length) % 12);
    const year = 2020 + Math.floor(i / (CITIES.length * 12));
    return [CITIES[i % CITIES.length] ?? '', `${year}年${month}月`, ...row(i)];
  });
}

const text = (rows: readonly string[][], header = HEADER) =>
  `${header}\n${rows.map((row) => row.join(',')).join('\n')}\n`;

describe('both ways of reading a delimited file come to the same', () => {
  it('for plain rows, with the lines they stand on', async () => {
    const { counts, rows } = await assertSame(text(body(120)));
    assert.deepEqual(counts, [121, 120, 0, 1]);
    const at = rows.names.indexOf('_row');
    assert.deepEqual(
      rows.rows.map((row) => row[at]),
      Array.from({ length: 120 }, (_, i) => i + 2),
    );
  });

  it('for one bad cell: that row alone is held, with its line', async () => {
    const rows = body(120, (i) => [i === 77 ? '停产' : String(i), '1', '2', '']);
    const { counts, held } = await assertSame(text(rows));
    assert.deepEqual(counts, [121, 119, 1, 1]);
    assert.deepEqual(
      held.map(({ line }) => line),
      [79],
    );
    assert.match(held[0]?.reason ?? '', /第 79 行第 3 列/);
  });

  it('for ragged rows, notes at the foot, blank lines and quoted line breaks', async () => {
    const rows = text(body(90)).split('\n');
    rows.splice(40, 0, '');
    rows[55] = '太原市,2031年1月,1,2,3,"两行\n备注"';
    rows[60] = `${rows[60]},,`;
    rows[70] = '大同市,2031年2月,7';
    await assertSame(`${rows.join('\n')}注：本表按现价计算。\n数据来源：统计局\n`);
  });

  it('for rows that repeat others: equal, completing, contradicting', async () => {
    const rows = body(100);
    rows.push(['太原市', '2020年1月', '0', '5.5', '0', '']);
    rows.push(['大同市', '2020年1月', '', '', '', '空']);
    rows.push(['阳泉市', '2020年1月', '999', '5.5', '2', '']);
    const { counts, held } = await assertSame(text(rows));
    assert.deepEqual(counts, [104, 100, 1, 3]);
    assert.match(held[0]?.reason ?? '', /阳泉市 2020-01/);
  });

  it('for a region or period that is not known, and totals', async () => {
    const rows = body(100);
    rows.splice(60, 0, ['合计', '2020年1月', '1', '1', '1', ''], ['无名市', '2020年1月', '1', '1', '1', '']);
    rows.splice(80, 0, ['太原市', '某月', '1', '1', '1', '']);
    await assertSame(text(rows));
  });

  it('for counties that only the city above them tells apart', async () => {
    const header = '地区,年份,人口(万人),说明';
    const counties = [
      '阳泉市',
      '城区',
      '矿区',
      '平定县',
      '盂县',
      '晋城市',
      '城区',
      '沁水县',
      '阳城县',
      '泽州县',
      '高平市',
    ];
    const rows = Array.from({ length: 66 }, (_, i) => [
      counties[i % 11] ?? '',
      `${2010 + Math.floor(i / 11)}年`,
      `${i}.5`,
      '',
    ]);
    await assertSame(text(rows, header));
  });

  it('for years, months, days and hours in columns of their own', async () => {
    const header = 'No,year,month,day,hour,PM2.5,wd,station';
    const rows = Array.from({ length: 150 }, (_, i) => {
      const day = 1 + Math.floor(i / 24);
      return [
        String(i + 1),
        '2013',
        '2',
        String(day + 24),
        String(i % 24),
        i % 9 === 0 ? 'NA' : String(i),
        'NNW',
        '站',
      ];
    });
    const { counts } = await assertSame(text(rows, header));
    assert.equal(counts[2], 150 - 4 * 24, '29 and 30 February 2013 did not exist');
  });

  it('for lists of records', async () => {
    const header = '编号,名称,数量,单价(元),日期';
    const rows = Array.from({ length: 120 }, (_, i) => [
      `A${i % 7}`,
      ` 名${i} `,
      i === 50 ? '若干' : String(i * 3),
      i % 11 === 0 ? '—' : `${i}.25`,
      '2024-01-05',
    ]);
    const { counts } = await assertSame(text(rows, header));
    assert.equal(counts[2], 1);
  });

  const figure = fc.oneof(
    { weight: 40, arbitrary: fc.integer({ min: -1e8, max: 1e8 }).map((x) => (x / 100).toFixed(2)) },
    fc.constantFrom(
      '',
      '—',
      'NA',
      '-0',
      '+5',
      '.5',
      '5.',
      "'5'",
      '--5',
      '1e3',
      'nan',
      'inf',
      ' 7',
      '7 ',
      '１２',
      '"1,234"',
    ),
    fc.constantFrom(
      '5%',
      '12亿元',
      '3.5e',
      '0012',
      '1_000',
      '\\N',
      'NULL',
      '"6"',
      '""',
      '123①',
      '999999999999999',
      '1234567890123456',
    ),
    fc.constantFrom('0.1234567890123456', '105.30000000000001', '停产', '\u30003'),
  );
  const note = fc.constantFrom(
    '',
    '正常',
    ' 左',
    '右 ',
    '\u3000全角',
    '注：估算',
    '"引,号"',
    '\t制表',
    '“引号”',
    '数据来源',
  );
  const place = fc.constantFrom('', ' ', '合计', '全省', '太原', '山西省', '140100', '太 原 市');

  it('for whatever stands in the cells', { timeout: 120_000 }, async () => {
    const row = fc.tuple(figure, figure, figure, note, fc.oneof({ weight: 15, arbitrary: fc.constant(null) }, place));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 60, maxLength: 200 }), async (drafts) => {
        const rows = body(30);
        for (const [i, [a, b, c, d, region]] of drafts.entries()) {
          // Every seventh row repeats the region and month of the row before.
          const [city = '', month = ''] = body(400)[30 + i - (i % 7 === 6 ? 1 : 0)] ?? [];
          rows.push([region ?? city, month, a, b, c, d]);
        }
        const { counts } = await assertSame(text(rows), 20);
        assert.ok((counts[2] ?? 0) > 0, 'some rows are held');
      }),
      // Shrinking takes an import a step; the rows that differ are in the message.
      { numRuns: 6, endOnFailure: true },
    );
  });
});
