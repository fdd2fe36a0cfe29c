import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DIVISIONS } from '../seed/divisions.ts';
import { indexDivisions } from './division.ts';
import { createRegionResolver, type RegionHint } from './region-name.ts';

const index = indexDivisions(DIVISIONS);
const resolve = createRegionResolver(DIVISIONS);
const code = (text: string, hint?: RegionHint): string | undefined => resolve(text, hint)?.code;
const present = DIVISIONS.filter((division) => division.validTo === null);

test('property: every present name, full or short, means its own code under its parent', () => {
  fc.assert(
    fc.property(fc.constantFrom(...present), fc.constantFrom('name', 'shortName'), (division, field) => {
      const hint = division.parent === null ? {} : { parent: division.parent };
      const { code, name, level } = division;
      assert.deepEqual(resolve(division[field], hint), { code, name, level, former: false });
    }),
    { numRuns: 1000 },
  );
});

test('property: every division, also a former one, is found by its path, its code and at a day when it was in force', () => {
  fc.assert(
    fc.property(fc.constantFrom(...DIVISIONS), (division) => {
      const path = index.pathOf(division.code).filter((d) => d.level !== 'nation' || division.level === 'nation');
      assert.equal(code(path.map((d) => d.name).join('')), division.code);
      assert.equal(code(division.code), division.code);
      const at = division.validTo === null ? '2026-11-01' : '2018-01-01';
      assert.equal(code(division.name, { parent: division.parent ?? '100000', at }), division.code);
    }),
    { numRuns: 1000 },
  );
});

test('property: spaces of any kind inside a name change nothing', () => {
  const space = fc.constantFrom(' ', '　', '\u00a0', '\t', '\u200b', '\n');
  fc.assert(
    fc.property(fc.constantFrom(...present), fc.array(space, { maxLength: 3 }), (division, spaces) => {
      const spaced = [...division.name].join(spaces.join(''));
      assert.equal(code(spaced, { parent: division.parent ?? '100000' }), division.code);
    }),
  );
});

test('property: no text throws, and whatever is found is listed by explain or is a total', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.stringMatching(/^\d{1,13}$/), fc.stringMatching(/^[城郊矿区县市全省合计]{1,4}$/)),
      (text) => {
        const found = resolve(text, { parent: '140300' });
        const listed = resolve.explain(text).some((candidate) => candidate.code === found?.code);
        assert.ok(found === null || listed || ['100000', '140000', '140300'].includes(found.code));
      },
    ),
  );
});

test('namesakes need the parent: 城区, 郊区, 矿区', () => {
  for (const name of ['城区', '郊区', '矿区']) assert.equal(resolve(name), null);
  assert.equal(code('城区', { parent: '140300' }), '140302');
  assert.equal(code('城区', { parent: '140500' }), '140502');
  assert.equal(code('城区', { parent: '140000' }), undefined);
  assert.equal(code('城区', { parent: '140200' }), '140202');
  assert.equal(code('郊区', { parent: '140400' }), '140411');
  assert.equal(code('郊区', { at: '2026-01-01' }), '140311');
  assert.equal(code('矿区', { parent: '140300', at: '2017-12-31' }), '140303');
  assert.equal(code('阳泉市城区'), '140302');
  assert.equal(code('郊区', { parent: '130000' }), undefined);
});

test('explain lists what a name could mean, present divisions first', () => {
  const paths = resolve.explain('城 区').map((candidate) => candidate.path);
  assert.deepEqual(paths, [
    '山西省 / 阳泉市 / 城区',
    '山西省 / 晋城市 / 城区',
    '山西省 / 大同市 / 城区',
    '山西省 / 长治市 / 城区',
  ]);
  assert.deepEqual(resolve.explain('亚特兰蒂斯'), []);
});

test('old names and codes: kept when distinct, the present one when the short name lives on', () => {
  assert.deepEqual(resolve('太谷县'), { code: '140726', name: '太谷县', level: 'county', former: true });
  assert.equal(code('潞城市'), '140481');
  assert.equal(code('潞城'), '140406');
  assert.equal(code('潞城', { at: '2017-06-30' }), '140481');
  assert.equal(code('怀仁'), '140681');
  assert.equal(code('长治'), '140400');
  assert.equal(code('长治县'), '140421');
  assert.equal(code('大同'), '140200');
  assert.equal(code('140202'), '140202');
});

test('provinces by the names that tables use', () => {
  const wanted = {
    新疆: '650000',
    新疆维吾尔自治区: '650000',
    新疆自治区: '650000',
    内蒙古: '150000',
    '内 蒙 古': '150000',
    广西: '450000',
    西藏自治区: '540000',
    宁夏: '640000',
    香港: '810000',
    台湾: '710000',
    北京: '110000',
    陕西: '610000',
    山西: '140000',
  };
  for (const [text, expected] of Object.entries(wanted)) assert.equal(code(text), expected, text);
});

test('codes of 2, 4, 6, 9 and 12 digits, full-width or with the tail of a number', () => {
  const wanted = { 14: '140000', 1401: '140100', 140105: '140105', 140105000: '140105', 140105000000: '140105' };
  for (const [text, expected] of Object.entries(wanted)) assert.equal(code(text), expected, text);
  assert.equal(code('１４０１０５'), '140105');
  assert.equal(code('140100.0'), '140100');
  for (const text of [
    '140105001',
    '140105001000',
    '10',
    '1000',
    '1499',
    '999999',
    '14010',
    '2024',
    '140,105',
    '14-01',
    '1.4',
  ]) {
    assert.equal(resolve(text), null, text);
  }
});

test('total rows are the region the table is about, and need it said', () => {
  assert.equal(code('全国'), '100000');
  assert.equal(code('全 省', { parent: '140000' }), '140000');
  assert.equal(code('全省', { parent: '140100' }), '140000');
  assert.equal(code('全市', { parent: '140100' }), '140100');
  assert.equal(code('合计', { parent: '140100' }), '140100');
  assert.equal(code('总　计', { parent: '140000' }), '140000');
  assert.equal(code('太原市合计'), '140100');
  for (const text of ['全省', '全市', '合计', '总计']) assert.equal(resolve(text), null, text);
  assert.equal(resolve('全市', { parent: '140000' }), null);
});

test('the zones under all their names', () => {
  for (const text of ['山西转型综合改革示范区', '综改示范区', '综改区', '山西转型综改示范区', '140171']) {
    assert.deepEqual(resolve(text), { code: '140171', name: '山西转型综合改革示范区', level: 'zone', former: false });
  }
  assert.equal(code('大同经开区'), '140271');
  assert.equal(code('五台山风景名胜区'), '140971');
  assert.equal(code('五台'), '140922');
});

test('what is no region is refused', () => {
  for (const text of ['', ' ', '-', '省本级', '其他', '注：', '新疆生产建设兵团', '太原市和大同市', '太', '市']) {
    assert.equal(resolve(text), null, JSON.stringify(text));
  }
});

test('two hundred thousand cells are read within two seconds', () => {
  const cells = ['太 原 市', '140105', '城区', '内蒙古自治区', '合计', '没有这个地方', '山西省太原市小店区', '太谷县'];
  const start = performance.now();
  for (let i = 0; i < 200_000; i += 1) resolve(cells[i % cells.length] ?? '', { parent: '140000' });
  assert.ok(performance.now() - start < 2000);
});
