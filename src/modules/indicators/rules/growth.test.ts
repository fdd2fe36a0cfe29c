import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type GrowthTraits, periodGrowth, yearGrowth } from './growth.ts';

const amount: GrowthTraits = {
  measure: 'amount',
  growthMethod: 'nominal',
  unit: '亿元',
  decimals: 2,
  direction: 'higher',
  sign: 'non-negative',
};
const gdp: GrowthTraits = { ...amount, growthMethod: 'constant-price' };
const profit: GrowthTraits = { ...amount, growthMethod: 'comparable', sign: 'profit' };
const nominalProfit: GrowthTraits = { ...profit, growthMethod: 'nominal' };
const rate: GrowthTraits = { ...amount, measure: 'rate', growthMethod: 'points', unit: '%' };

test('R4 不变价, 可比口径 and 同口径 growth is the published one and is never computed', () => {
  for (const growthMethod of ['constant-price', 'comparable', 'same-caliber'] as const) {
    const traits = { ...amount, growthMethod };
    const published = yearGrowth(traits, { value: 110, base: 100, published: 5.3 });
    assert.deepEqual([published.value, published.source], [5.3, 'published']);
    const without = yearGrowth(traits, { value: 110, base: 100 });
    assert.deepEqual([without.value, without.status], [null, 'refused']);
  }
});

test('R4 constant-price growth may have the other sign than the current-price amounts, and says why', () => {
  const growth = yearGrowth(gdp, { value: 95, base: 100, published: 1.2 });
  assert.equal(growth.words, '增长1.2%');
  assert.match(growth.note ?? '', /现价.*不变价/);
});

test('R4 nominal growth is (本−同)÷|同|', () => {
  const growth = yearGrowth(amount, { value: 26050.8, base: 25353.5 });
  assert.deepEqual([growth.source, growth.status, growth.words], ['computed', 'ok', '增长2.8%']);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e7 }), fc.integer({ min: 1, max: 1e7 }), (value, base) => {
      const rate = yearGrowth(amount, { value, base }).value;
      assert.ok(rate !== null && Math.abs(base * (1 + rate / 100) - value) < 1e-7 * base + 1e-6);
    }),
  );
});

test('R4 a base that is not positive or a change of sign has words and no percentage', () => {
  const cases: [number, number, string, string][] = [
    [5, -3, '由负转正', '扭亏为盈'],
    [-5, 3, '由正转负', '由盈转亏'],
    [-2, -3, '仍为负，绝对值缩小', '继续亏损，亏损收窄'],
    [-4, -3, '仍为负，绝对值扩大', '继续亏损，亏损扩大'],
    [0, -3, '由负转零', '由负转零'],
  ];
  for (const [value, base, words, profitWords] of cases) {
    const general = yearGrowth({ ...amount, sign: 'signed' }, { value, base });
    assert.deepEqual([general.value, general.status, general.words], [null, 'sign-flip', words]);
    assert.equal(yearGrowth(nominalProfit, { value, base }).words, profitWords);
  }
  const zero = yearGrowth(amount, { value: 4, base: 0 });
  assert.deepEqual([zero.value, zero.status], [null, 'zero-base']);
});

test('R4 published and computed growth more than 0.1 pp apart is noted, not refused', () => {
  const note = (published: number) => yearGrowth(profit, { value: 105, base: 100, published }).note;
  assert.equal(note(5.1), undefined);
  assert.equal(note(4.9), undefined);
  assert.match(note(5.2) ?? '', /基数调整或口径变动/);
  assert.match(yearGrowth(amount, { value: 105, base: 100, published: 8 }).note ?? '', /基数调整/);
});

test('R5 rates and growth figures change by 百分点, never by %', () => {
  const growth = yearGrowth(rate, { value: 98.2, base: 96.1 });
  assert.deepEqual([growth.value, growth.unit, growth.words], [2.1, '百分点', '提高2.1个百分点']);
  const ofGrowth = yearGrowth({ ...gdp, measure: 'growth', unit: '%' }, { value: 4.9, base: 5.3 });
  assert.deepEqual([ofGrowth.value, ofGrowth.words], [-0.4, '降低0.4个百分点']);
});

test('R5 an index with 上年同月=100 is its own growth, in the words of prices', () => {
  const cpi: GrowthTraits = { ...amount, measure: 'index', growthMethod: 'index', unit: '上年同月=100' };
  assert.deepEqual(yearGrowth(cpi, { value: 105.2, base: 101.7 }).words, '上涨5.2%');
  assert.equal(yearGrowth(cpi, { value: 99.7, base: null }).value, -0.3);
  assert.equal(periodGrowth(cpi, 'M', { value: 100.4, base: 100.7 }).words, '降低0.3个百分点');
});

test('a missing figure or base is missing, not zero growth', () => {
  assert.deepEqual(yearGrowth(amount, { value: null, base: 1 }).status, 'missing');
  assert.deepEqual(yearGrowth(amount, { value: 1, base: null }).status, 'missing');
  assert.equal(yearGrowth(amount, { value: 1, base: null, published: 3 }).source, 'published');
  assert.equal(yearGrowth({ ...amount, growthMethod: 'none' }, { value: 2, base: 1 }).status, 'not-applicable');
});

test('day counts differ by days', () => {
  const days: GrowthTraits = { ...amount, growthMethod: 'difference', unit: '天', decimals: 0, direction: 'lower' };
  assert.deepEqual(yearGrowth(days, { value: 3, base: 5 }).words, '减少2天');
});

test('R6 a change on the period before says that it is not seasonally adjusted unless it is', () => {
  assert.equal(periodGrowth(amount, 'M', { value: 102, base: 100 }).note, '比上月（未季调）');
  assert.equal(periodGrowth(amount, 'Q', { value: 102, base: 100 }).note, '比上季（未季调）');
  const adjusted = periodGrowth(gdp, 'Q', { value: 102, base: 100, published: 1.1 });
  assert.deepEqual([adjusted.value, adjusted.note], [1.1, '季节调整后']);
});
