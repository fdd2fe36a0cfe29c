import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { convertUnit, readUnit } from './unit.ts';

const figure = fc
  .tuple(fc.integer({ min: -1e9, max: 1e9 }), fc.integer({ min: 0, max: 4 }))
  .map(([n, decimals]) => Number(`${n}e-${decimals}`));
const decimalFamilies = [
  ['元', '万元', '亿元', '万亿元', '百万元'],
  ['吨', '万吨', '亿吨', 'kg'],
  ['千瓦时', '万千瓦时', '亿千瓦时', 'MWh'],
  ['人', '万人'],
  ['㎡', '万平方米', '公顷', '平方公里'],
  ['m³', '万m³', '亿立方米', '升'],
  ['%', '‰'],
  ['μg/m³', 'mg/m³'],
];

function converted(value: number, from: string, to: string): number {
  const result = convertUnit(value, from, to);
  assert.ok(result.ok, `${from} → ${to}`);
  return result.value;
}

test('conversion within a dimension is exact: there and back, and by any way round', () => {
  fc.assert(
    fc.property(
      figure,
      fc.constantFrom(...decimalFamilies),
      fc.nat(9),
      fc.nat(9),
      fc.nat(9),
      (value, family, i, j, k) => {
        const at = (n: number) => family[n % family.length] ?? '';
        assert.equal(converted(converted(value, at(i), at(j)), at(j), at(i)), value);
        assert.equal(converted(converted(value, at(i), at(j)), at(j), at(k)), converted(value, at(i), at(k)));
      },
    ),
  );
});

test('known conversions', () => {
  const cases: [number, string, string, number][] = [
    [25353.5, '亿元', '万元', 253_535_000],
    [0.3, '亿元', '万元', 3000],
    [1.1, '%', '‰', 11],
    [15, '亩', '公顷', 1],
    [1.5, '万亩', '公顷', 1000],
    [31426, '万吨', '亿吨', 3.1426],
    [600, '万千瓦', 'GW', 6],
    [0.7, 'mg/m³', 'μg/m³', 700],
    [3, '人/百万吨', '人/万吨', 0.03],
    [90, '分钟', '小时', 1.5],
    [2, '天', '小时', 48],
    [1.5, '亿千瓦小时', '万千瓦·时', 15_000],
    [9, '元/500克', '元/公斤', 18],
    [310, '克标准煤/千瓦时', '千克标准煤/千瓦时', 0.31],
    [12, '1/10万', '‰', 0.12],
    [3, '万TEU', '标准箱', 30_000],
  ];
  for (const [value, from, to, expected] of cases)
    assert.equal(converted(value, from, to), expected, `${from} → ${to}`);
});

test('different dimensions are refused, never guessed', () => {
  const pairs = [
    ['亿元', '亿美元'],
    ['%', '百分点'],
    ['人', '户'],
    ['人', '人次'],
    ['天', '工作日'],
    ['上年=100', '上年同月=100'],
    ['吨', '吨标准煤'],
    ['μg/m³', 'μg'],
    ['元/月', '元'],
  ];
  for (const [from = '', to = ''] of pairs) {
    const result = convertUnit(1, from, to);
    assert.equal(result.ok === false && result.code, 'dimension-differs', `${from} → ${to}`);
  }
  assert.deepEqual(convertUnit(1, '斗', '元'), { ok: false, code: 'unknown-unit', unit: '斗' });
});

test('spellings of one unit read alike', () => {
  const spellings: [string, ...string[]][] = [
    ['亿元', '（亿元）', '单位：亿元', '亿元人民币', ' 亿 元 ', '人民币亿元'],
    ['%', '％', '(%)', '百分比'],
    ['㎡', 'm²', 'm2', '平方米', 'M2'],
    ['亿m³', '亿立方米', '亿㎥', '亿m3'],
    ['μg/m³', 'µg/m³', 'ug/m3', '微克/立方米', '微克／立方米'],
    ['亿kWh', '亿千瓦时', '亿度'],
    ['元/月', '元·月'],
    ['上年同月=100', '指数（上年同月＝100）', '(上年同月=100)'],
    ['百分点', '个百分点', 'pp'],
  ];
  for (const [first, ...others] of spellings) {
    for (const other of others) {
      const [a, b] = [readUnit(first), readUnit(other)];
      assert.ok(a && b, `${first}, ${other}`);
      assert.equal(b.dimension, a.dimension, other);
      assert.equal(b.numerator * a.denominator, a.numerator * b.denominator, other);
    }
  }
});

test('what is no unit is not read', () => {
  for (const text of ['', '地区', '亿', '元/', '/元', '元/吨/人', '2024年', '万万元']) {
    assert.equal(readUnit(text), null, text);
  }
});

test('units of yearbooks that are counted or stand alone', () => {
  const symbols = [
    '岁',
    '万册',
    '万种',
    '万床位',
    '元/人·年',
    '美元/桶',
    '分贝',
    '百万吉焦',
    '万架次',
    '上季=100',
    '人/10万人',
  ];
  assert.deepEqual(
    symbols.map((text) => readUnit(text)?.symbol),
    ['岁', '万册', '万种', '万床', '元/人·年', '美元/桶', 'dB', '百万GJ', '万架次', '上季=100', '人/10万人'],
  );
});
