import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type BookType, CFB, utils, type WorkBook, type WorkSheet, write } from '@e965/xlsx';
import iconv from 'iconv-lite';
import { allRows, assertRefused, openContent, sharedData, skipWithout, zipOf } from './file.test-support.ts';
import { openFile } from './open.ts';
import { sheetRows } from './sheetjs-rows.ts';

function book(): WorkBook {
  const sheet = utils.aoa_to_sheet([
    ['地区', '月份', '代码', '增速', '有效'],
    ['太原市', 45_566, 140_100, 0.053, true],
    [],
    ['合计', null, 7],
  ]);
  sheet.B2.z = 'yyyy"年"m"月"';
  sheet.C4.z = '000000';
  sheet.D2.z = '0.0%';
  sheet['!merges'] = [{ s: { r: 3, c: 0 }, e: { r: 3, c: 1 } }];
  const made = utils.book_new();
  utils.book_append_sheet(made, sheet, '一');
  utils.book_append_sheet(made, utils.aoa_to_sheet([[1]]), '藏');
  made.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] };
  return made;
}

function written(bookType: BookType): Buffer {
  return Buffer.from(write(book(), { type: 'buffer', bookType }));
}

const ROWS = [
  { line: 1, cells: ['地区', '月份', '代码', '增速', '有效'] },
  {
    line: 2,
    cells: ['太原市', '2024-10', 140_100, 0.053, true],
    marks: [
      { column: 1, kind: 'date' },
      { column: 3, kind: 'percent' },
    ],
  },
  { line: 4, cells: ['合计', null, '000007'], blankBefore: true },
];

for (const [format, bookType] of [
  ['xls', 'biff8'],
  ['xlsb', 'xlsb'],
  ['ods', 'ods'],
  ['xls', 'xlml'],
] as const) {
  test(`${bookType}: values, marks, merges and hidden sheets as in an XLSX`, async (t) => {
    const file = await openContent(t, `a.${bookType}`, written(bookType));
    assert.equal(file.format, format);
    assert.deepEqual(await allRows(file), ROWS);
    assert.deepEqual(file.sheets[0]?.merges, [{ top: 4, left: 0, bottom: 4, right: 1 }]);
    if (bookType !== 'ods')
      assert.deepEqual(
        file.sheets.map(({ hidden }) => hidden),
        [false, true],
      );
  });
}

test('a web table saved as .xls is read in its encoding, its cells as text', async (t) => {
  const html =
    '<html><head><meta charset="gbk"></head><table><tr><td>代码</td><td>单位名称</td></tr><tr><td>000123</td><td>山西省统计局</td></tr></table></html>';
  const file = await openContent(t, '导出.xls', iconv.encode(html, 'gbk'));
  assert.deepEqual([file.format, file.encoding], ['html', 'gb18030']);
  assert.deepEqual(
    (await allRows(file)).map(({ cells }) => cells),
    [
      ['代码', '单位名称'],
      ['000123', '山西省统计局'],
    ],
  );
});

test('a real legacy workbook', skipWithout('nbs'), async (t) => {
  const file = await openFile(join(sharedData, 'nbs/一般公共预算等.xls'), '一般公共预算等.xls');
  t.after(() => file.close());
  assert.deepEqual(
    file.sheets.map(({ name }) => name),
    ['Sheet1', 'Sheet2', 'Sheet3'],
  );
  assert.deepEqual(file.sheets[0]?.merges[0], { top: 2, left: 1, bottom: 32, right: 1 });
  const rows = await allRows(file);
  const year = rows[0]?.cells.indexOf(2024) ?? -1;
  const provinces = rows.slice(1, 32);
  assert.equal(provinces.reduce((sum, { cells }) => sum + Number(cells[year]), 0).toFixed(2), '243885.39');
  assert.equal(provinces.find(({ cells }) => cells[3] === '山西')?.cells[year], 6312.67);
  assert.deepEqual(await allRows(file, 1), []);
});

test('two passes may run at once', async (t) => {
  const file = await openContent(t, 'a.xls', written('biff8'));
  assert.deepEqual(await Promise.all([allRows(file), allRows(file, 1), allRows(file)]), [
    ROWS,
    [{ line: 1, cells: [1] }],
    ROWS,
  ]);
});

test('a workbook cut off anywhere is refused as truncated', async (t) => {
  const bytes = written('biff8');
  for (const share of [0.1, 0.5, 0.9]) {
    await assertRefused(t, 'a.xls', bytes.subarray(0, Math.floor(bytes.length * share)), 'truncated');
  }
});

function oleOf(streams: Readonly<Record<string, Buffer>>): Buffer {
  const container = CFB.utils.cfb_new();
  for (const [name, content] of Object.entries(streams)) CFB.utils.cfb_add(container, `/${name}`, content);
  return Buffer.from(CFB.write(container, { fileType: 'cfb', type: 'buffer' }));
}

test('encrypted workbooks, new and old, are refused as such', async (t) => {
  const modern = oleOf({ EncryptedPackage: Buffer.alloc(5_000, 7), EncryptionInfo: Buffer.alloc(100) });
  assert.match(await assertRefused(t, '年报.xlsx', modern, 'encrypted-workbook'), /“年报.xlsx”设置了打开密码/);
  const stream = Buffer.from(CFB.find(CFB.read(written('biff8'), { type: 'buffer' }), '/Workbook').content);
  const bof = 4 + stream.readUInt16LE(2);
  const filePass = Buffer.concat([Buffer.from([0x2f, 0, 54, 0, 1, 0, 1, 0, 1, 0]), Buffer.alloc(48)]);
  const old = oleOf({ Workbook: Buffer.concat([stream.subarray(0, bof), filePass, stream.subarray(bof)]) });
  await assertRefused(t, '年报.xls', old, 'encrypted-workbook');
});

test('old documents that are no workbooks are refused by name', async (t) => {
  assert.match(
    await assertRefused(t, 'a.xls', oleOf({ WordDocument: Buffer.alloc(5_000) }), 'not-a-table'),
    /Word 文档/,
  );
  assert.match(
    await assertRefused(t, 'a.et', oleOf({ Other: Buffer.alloc(5_000) }), 'unsupported-format'),
    /请另存为 XLSX 或 CSV/,
  );
});

test('a broken workbook is refused', async (t) => {
  const noise = Buffer.from(Array.from({ length: 6_000 }, (_, i) => (i * 7919) % 251));
  await assertRefused(t, 'a.xls', oleOf({ Workbook: noise }), 'no-records');
  await assertRefused(t, 'a.xlsb', zipOf({ 'xl/workbook.bin': noise }), 'damaged');
});

test('a container too large to be loaded whole is refused', async (t) => {
  const parts = {
    'xl/workbook.bin': Buffer.alloc(1),
    'xl/worksheets/sheet1.bin': Buffer.from('x1y2'.repeat(70 * 1024 * 1024)),
  };
  const bytes = zipOf({
    ...parts,
    'xl/noise.bin': Buffer.from(Array.from({ length: 2_000_000 }, (_, i) => (i * i * 31) % 253)),
  });
  await assertRefused(t, 'a.xlsb', bytes, 'too-large-workbook');
});

test('a built-in East Asian date without its format code is still a date', () => {
  const sheet: WorkSheet = { '!data': [[{ t: 'n', v: 45_566, w: '10/1/24' }]] };
  assert.deepEqual(
    [...sheetRows(sheet, [], false)],
    [{ line: 1, cells: ['2024-10-01'], marks: [{ column: 0, kind: 'date' }] }],
  );
});
