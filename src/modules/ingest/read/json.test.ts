import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { allRows, assertRefused, cellsOf, openContent, sharedData, skipWithout } from './file.test-support.ts';
import { fileErrorCode } from './file-errors.ts';
import { type JsonElement, jsonScanner } from './json-scan.ts';
import { openFile } from './open.ts';

const OBJECTS = [
  { 地区: '太原市', 数值: 1.5 },
  { 地区: '大同市', 数值: null, 备注: '缺' },
];
const TABLE = [
  ['地区', '数值', '备注'],
  ['太原市', 1.5, null],
  ['大同市', null, '缺'],
];

const SHAPES = {
  'an array of objects': OBJECTS,
  'data: […]': { code: 0, message: 'ok', data: OBJECTS },
  'rows: […]': { total: 2, rows: OBJECTS },
  'result.records as CKAN gives it': {
    success: true,
    result: { fields: [{ id: '地区', type: 'text' }], records: OBJECTS },
  },
  'data.list deep in a wrapper': { ret: { data: { list: OBJECTS } } },
};
for (const [shape, value] of Object.entries(SHAPES)) {
  test(`reads ${shape}`, async (t) => {
    assert.deepEqual(await cellsOf(t, 'a.json', JSON.stringify(value, null, 1)), TABLE);
  });
}

test('reads an array of arrays, and columns beside rows in either order', async (t) => {
  const rows = TABLE.slice(1);
  assert.deepEqual(await cellsOf(t, 'a.json', JSON.stringify(TABLE)), TABLE);
  assert.deepEqual(await cellsOf(t, 'a.json', JSON.stringify({ columns: TABLE[0], rows })), TABLE);
  const titled = { result: { rows, fields: [{ id: 'a', title: '地区' }, { name: '数值' }, { id: '备注' }] } };
  assert.deepEqual(await cellsOf(t, 'a.json', JSON.stringify(titled)), TABLE);
});

test('reads JSON Lines, the last without a line break', async (t) => {
  assert.deepEqual(await cellsOf(t, 'a.jsonl', OBJECTS.map((object) => JSON.stringify(object)).join('\r\n')), TABLE);
});

test('lines are counted from the header on', async (t) => {
  const rows = await allRows(await openContent(t, 'a.json', JSON.stringify(OBJECTS)));
  assert.deepEqual(
    rows.map(({ line }) => line),
    [1, 2, 3],
  );
});

test('reads GB18030', async (t) => {
  assert.deepEqual(await cellsOf(t, 'a.json', iconv.encode(JSON.stringify(OBJECTS), 'gb18030')), TABLE);
});

test('objects nested one level are flattened, deeper ones kept as text', async (t) => {
  const value = [{ a: { b: 1, c: { d: 2 } }, e: [1, 2], f: true }];
  assert.deepEqual(await cellsOf(t, 'a.json', JSON.stringify(value)), [
    ['a.b', 'a.c', 'e', 'f'],
    [1, '{"d":2}', '[1,2]', true],
  ]);
});

test('long identifiers keep every digit', async (t) => {
  assert.deepEqual((await cellsOf(t, 'a.json', '[{"id":140105199001011234,"v":0.1234567890123456789}]'))[1], [
    '140105199001011234',
    0.12345678901234568,
  ]);
});

test('a GeoJSON collection gives properties and the coordinates of points', async (t) => {
  const point = {
    type: 'Feature',
    id: 'a',
    properties: { 名称: '站点' },
    geometry: { type: 'Point', coordinates: [112.5, 37.9] },
  };
  const line = {
    type: 'Feature',
    id: 'b',
    properties: { 名称: '河' },
    geometry: { type: 'LineString', coordinates: [[1, 2]] },
  };
  const value = { type: 'FeatureCollection', bbox: [1, 2, 3, 4], features: [point, line] };
  assert.deepEqual(await cellsOf(t, 'a.geojson', JSON.stringify(value)), [
    ['id', '名称', 'longitude', 'latitude'],
    ['a', '站点', 112.5, 37.9],
    ['b', '河', null, null],
  ]);
});

test('a day of earthquakes', skipWithout('emergency'), async (t) => {
  const file = await openFile(join(sharedData, 'emergency/usgs-all-day.geojson'), 'usgs.geojson');
  t.after(() => file.close());
  const [titles, ...rows] = await allRows(file);
  const column = titles?.cells.indexOf('mag') ?? -1;
  const magnitudes = rows.map(({ cells }) => Number(cells[column]));
  assert.deepEqual([rows.length, Math.max(...magnitudes), magnitudes.filter((m) => m >= 4.5).length], [146, 7.4, 30]);
});

test('JSON nested deeper than any record is refused, however it is closed', async (t) => {
  const deep = (open: string, close: string) => `${open.repeat(100_000)}${close.repeat(100_000)}`;
  for (const text of [deep('[', ']'), deep('[{"a":', '}]'), `[{"a":${deep('[', ']')}}]`])
    await assertRefused(t, 'a.json', text, 'malformed-json');
});

test('broken JSON is refused with the line', async (t) => {
  assert.match(await assertRefused(t, 'a.json', '[{"a":1},\n{"a":}\n]', 'malformed-json'), /第 2 行附近/);
  for (const text of ['[{"a":1} {"a":2}]', '[{"a":1},]', '[{"a":1}]]', '{"data":[{"a":1}],}x', '[{"a":1},2]']) {
    await assertRefused(t, 'a.json', text, 'malformed-json');
  }
});

test('JSON that breaks off is refused as truncated', async (t) => {
  for (const text of ['[{"a":1},{"a', '{"data":[{"a":1}', '[{"a":"\\'])
    await assertRefused(t, 'a.json', text, 'truncated');
});

test('JSON without records is refused', async (t) => {
  for (const value of [[], {}, [1, 2, 3], { code: 0, data: [] }, { a: { b: 1 } }]) {
    await assertRefused(t, 'a.json', JSON.stringify(value), 'no-records');
  }
});

test('a record of more keys than a sheet has columns is refused', async (t) => {
  const wide = Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`k${i}`, i]));
  await assertRefused(t, 'a.json', JSON.stringify([wide]), 'too-many-columns');
});

test('a record beyond the limit is refused, a long array is not', async (t) => {
  await assertRefused(t, 'a.json', `[{"a":"${'x'.repeat(17 * 1024 * 1024)}"}]`, 'record-too-long');
  const many = Array.from({ length: 60_000 }, (_, i) => ({ 序号: i, 说明: '重复的文字' }));
  const rows = await cellsOf(t, 'a.json', JSON.stringify(many));
  assert.deepEqual([rows.length, rows.at(-1)], [60_001, [59_999, '重复的文字']]);
});

test('the scanner finds the elements that JSON.parse finds, wherever the text is cut', () => {
  const element = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }),
    fc.string({ unit: fc.constantFrom('"', '\\', '[', '}', ',', ':', '中') }),
  );
  fc.assert(
    fc.property(fc.array(element), fc.array(element), fc.nat(200), fc.nat(4), (first, second, cut, indent) => {
      const text = JSON.stringify({ a: { first }, note: '[{"]', second }, null, indent);
      const seen: JsonElement[] = [];
      const scanner = jsonScanner('document', (found) => seen.push(found));
      for (const piece of [text.slice(0, cut), text.slice(cut)]) scanner.write(piece);
      assert.ok(scanner.end());
      const under = (path: string) => seen.filter((found) => found.path === path).map(({ raw }) => JSON.parse(raw));
      assert.deepEqual(
        [under('a/first'), under('second')],
        [JSON.parse(JSON.stringify(first)), JSON.parse(JSON.stringify(second))],
      );
    }),
  );
});

test('the scanner never does worse than refuse', () => {
  const unit = fc.constantFrom('[', ']', '{', '}', ',', ':', '"', '\\', '1', ' ', '\n');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 20 }), fc.constantFrom('document', 'lines'), (text, mode) => {
      try {
        const scanner = jsonScanner(mode, () => {});
        scanner.write(text);
        scanner.end();
      } catch (error) {
        assert.equal(fileErrorCode(error), 'malformed-json');
      }
    }),
    { numRuns: 1_000 },
  );
});
