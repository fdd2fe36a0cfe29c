import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import iconv from 'iconv-lite';
import { allRows, assertRefused, cellsOf, openContent, sharedData, skipWithout } from './file.test-support.ts';
import { openFile } from './open.ts';

const SPECTRUM = [
  'comma_in_quotes',
  'empty',
  'empty_crlf',
  'escaped_quotes',
  'json',
  'location_coordinates',
  'newlines',
  'newlines_crlf',
  'quotes_and_newlines',
  'simple',
  'simple_crlf',
  'utf8',
];

/** Version control took the CRs out of the `_crlf` files: put them back. */
function asPublished(name: string, content: Buffer): Buffer {
  return name.endsWith('_crlf') ? Buffer.from(content.toString('latin1').replace(/\r?\n/g, '\r\n'), 'latin1') : content;
}

/** One expectation is an object, and carries another telephone number than its CSV (csv-spectrum issues 20 and 22). */
function asMeant(name: string, expected: unknown): unknown {
  if (name !== 'location_coordinates') return expected;
  return [{ ...Object(expected), 'Contact Phone Number': '2095257564' }];
}

for (const name of SPECTRUM) {
  test(`csv-spectrum: ${name}`, skipWithout('csv-spectrum'), async (t) => {
    const folder = join(sharedData, 'csv-spectrum');
    const content = asPublished(name, await readFile(join(folder, 'csvs', `${name}.csv`)));
    const [titles = [], ...rows] = await cellsOf(t, `${name}.csv`, content);
    const records = rows.map((row) => Object.fromEntries(titles.map((title, i) => [String(title), row[i]])));
    const expected: unknown = JSON.parse(await readFile(join(folder, 'json', `${name}.json`), 'utf8'));
    assert.deepEqual(records, asMeant(name, expected));
  });
}

test(
  'a statistical download in GB18030 keeps its title lines, notes and line numbers',
  skipWithout('nbs'),
  async (t) => {
    const file = await openFile(join(sharedData, 'nbs/分省年度数据.csv'), '分省年度数据.csv');
    t.after(() => file.close());
    assert.deepEqual([file.encoding, file.delimiter], ['gb18030', ',']);
    const rows = await allRows(file);
    assert.deepEqual(rows[0], { line: 1, cells: ['数据库：分省年度数据'] });
    assert.deepEqual(rows[3]?.cells.slice(0, 3), ['地区', '2024年', '2023年']);
    const provinces = rows.slice(4, 35);
    const total = provinces.reduce((sum, { cells }) => sum + Number(cells[1]), 0);
    assert.equal(total.toFixed(1), '1337605.8');
    assert.deepEqual(provinces.find(({ cells }) => cells[0] === '山西省')?.cells.slice(1, 3), ['25353.5', '26050.8']);
    assert.deepEqual(rows.at(-1), { line: 37, cells: ['数据来源：国家统计局'] });
  },
);

const TEXT = '地区,数值\r\n太原市,1\r\n';
const ROWS = [
  ['地区', '数值'],
  ['太原市', '1'],
];

for (const [label, encoding, addBOM] of [
  ['UTF-8', 'utf8', false],
  ['UTF-8 with a mark', 'utf8', true],
  ['UTF-16 LE', 'utf16-le', false],
  ['UTF-16 LE with a mark', 'utf16-le', true],
  ['UTF-16 BE', 'utf16-be', false],
  ['UTF-16 BE with a mark', 'utf16-be', true],
  ['GB18030', 'gb18030', false],
] as const) {
  test(`reads ${label}`, async (t) => {
    assert.deepEqual(await cellsOf(t, 'a.csv', iconv.encode(TEXT, encoding, { addBOM })), ROWS);
  });
}

test('reads GB18030 with a mark', async (t) => {
  assert.deepEqual(await cellsOf(t, 'a.csv', iconv.encode(`\uFEFF${TEXT}`, 'gb18030')), ROWS);
});

test('a sep= line is counted but not delivered', async (t) => {
  const file = await openContent(t, 'a.csv', 'sep=;\r\na;b,c\r\n');
  assert.deepEqual([file.delimiter, await allRows(file)], [';', [{ line: 2, cells: ['a', 'b,c'] }]]);
});

test('a damaged line is marked in its place and the rest is read', async (t) => {
  const good = iconv.encode(`地区,数值\n太原市,1\n${'大同市'.repeat(10)},2\n`, 'gb18030');
  const bad = Buffer.concat([good, Buffer.from([0xcc, 0xff, 0x2c, 0x33, 0x0a])]);
  const rows = await allRows(await openContent(t, 'a.csv', bad));
  assert.deepEqual(
    rows.map(({ line, marks }) => [line, marks?.[0]?.kind]),
    [
      [1, undefined],
      [2, undefined],
      [3, undefined],
      [4, 'garbled'],
    ],
  );
  assert.match(String(rows[3]?.cells[0]), /\uFFFD/);
});

test('200 columns pass', async (t) => {
  const line = Array.from({ length: 200 }, (_, i) => `列${i}`).join(',');
  assert.equal((await cellsOf(t, 'a.csv', `${line}\n${line}\n`))[1]?.length, 200);
});

test('an officer may choose encoding and delimiter', async (t) => {
  const file = await openContent(t, 'a.csv', iconv.encode('中:国\n', 'gb18030'), {
    encoding: 'gb18030',
    delimiter: ':',
  });
  assert.deepEqual((await allRows(file))[0]?.cells, ['中', '国']);
});

test('two passes give the same rows', async (t) => {
  const file = await openContent(t, 'a.csv', TEXT);
  assert.deepEqual(await allRows(file), await allRows(file));
});

test('one record of 50 MB is refused', async (t) => {
  const sentence = await assertRefused(
    t,
    'a.csv',
    Buffer.concat([Buffer.from('a,b\n"'), Buffer.alloc(50_000_000, 'x')]),
    'record-too-long',
  );
  assert.match(sentence, /第 2 行.*16 MB/);
});

test('a sheet that is not there is refused', async (t) => {
  const file = await openContent(t, 'a.csv', TEXT);
  assert.throws(() => file.rows(1), /没有第 2 张工作表/);
});
