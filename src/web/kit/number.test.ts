import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatGrowth, formatNumber, formatPoints, formatQuantity } from './number.ts';

test('thousands are apart, decimals are kept, the minus is the true one', () => {
  assert.equal(formatNumber(18642.3, { decimals: 1 }), '18,642.3');
  assert.equal(formatNumber(-2.1, { decimals: 1 }), '\u22122.1');
  assert.equal(formatNumber(1924, { grouped: false }), '1924');
});

test('growth carries its sign, and what rounds to zero carries none', () => {
  assert.equal(formatGrowth(4.6), '+4.6%');
  assert.equal(formatGrowth(-2.1), '\u22122.1%');
  assert.equal(formatGrowth(0), '0.0%');
  assert.equal(formatGrowth(-0.04), '0.0%');
});

test('R5 a difference of rates is in percentage points, never in percent', () => {
  assert.equal(formatPoints(0.2, 'zh-CN'), '+0.2 个百分点');
  assert.equal(formatPoints(-0.8, 'en'), '\u22120.8 pp');
});

test('the percent sign stands close to its number, a word stands apart', () => {
  assert.equal(formatQuantity(97.2, '%', { decimals: 1 }), '97.2%');
  assert.equal(formatQuantity(1386, '亿千瓦时'), '1,386 亿千瓦时');
  assert.equal(formatQuantity(3, ''), '3');
});

test('whatever the number, the text reads back as the rounded number', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
      fc.integer({ min: 0, max: 3 }),
      (value, decimals) => {
        const text = formatNumber(value, { decimals, signed: true });
        const read = Number(text.replaceAll(',', '').replace('\u2212', '-'));
        assert.ok(Math.abs(read - value) <= 0.5 * 10 ** -decimals + Math.abs(value) * 1e-12);
        assert.ok(!text.includes('-'), 'no hyphen for a minus');
      },
    ),
  );
});
